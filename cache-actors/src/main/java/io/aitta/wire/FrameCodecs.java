package io.aitta.wire;

import io.aitta.wire.codec.Codec;
import java.nio.ByteBuffer;

/** The link's own frames. */
final class FrameCodecs {
  private static final Codec<TransferId> TRANSFER =
      new Codec<>(
          (out, transfer) -> {
            out.i64(transfer.incarnation());
            out.i64(transfer.number());
          },
          in -> new TransferId(in.i64(), in.i64()));

  private static final Codec<TransferRefused.Reason> REASON =
      Codec.constant(TransferRefused.Reason.class);

  static final Codec<Chunk> CHUNK =
      new Codec<>(
          (out, chunk) -> {
            TRANSFER.write(out, chunk.transfer());
            out.i32(chunk.total());
            out.i32(chunk.checksum());
            out.i32(chunk.offset());
            out.length(chunk.length());
            out.raw(chunk.bytes());
          },
          in ->
              new Chunk(
                  TRANSFER.read(in), in.i32(), in.i32(), in.i32(), ByteBuffer.wrap(in.bytes())));

  static final Codec<Grant> GRANT =
      new Codec<>(
          (out, grant) -> {
            TRANSFER.write(out, grant.transfer());
            out.i32(grant.received());
          },
          in -> new Grant(TRANSFER.read(in), in.i32()));

  static final Codec<TransferRefused> TRANSFER_REFUSED =
      new Codec<>(
          (out, refused) -> {
            TRANSFER.write(out, refused.transfer());
            REASON.write(out, refused.reason());
          },
          in -> new TransferRefused(TRANSFER.read(in), REASON.read(in)));

  private FrameCodecs() {}
}
