package io.aitta.wire;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * A piece of a large message. Immutable: it shares its array, which nobody may change.
 *
 * <p>Every chunk tells the whole's length and checksum, so there is no opening frame to lose.
 */
public final class Chunk implements Frame {
  private final TransferId transfer;
  private final int total;
  private final int checksum;
  private final int offset;
  private final ByteBuffer bytes;

  /**
   * @param total the length of the whole message in bytes
   * @param checksum the CRC-32C of the whole message
   * @param offset where in the whole message the piece begins
   * @param bytes the piece
   */
  public Chunk(TransferId transfer, int total, int checksum, int offset, ByteBuffer bytes) {
    this.transfer = requireNonNull(transfer, "transfer is null");
    this.total = total;
    this.checksum = checksum;
    this.offset = offset;
    this.bytes = bytes.slice().asReadOnlyBuffer();
  }

  public TransferId transfer() {
    return transfer;
  }

  public int total() {
    return total;
  }

  public int checksum() {
    return checksum;
  }

  public int offset() {
    return offset;
  }

  /** How many bytes the piece has. */
  public int length() {
    return bytes.remaining();
  }

  /** A read-only view of the piece. */
  public ByteBuffer bytes() {
    return bytes.duplicate();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Chunk chunk
        && transfer.equals(chunk.transfer)
        && total == chunk.total
        && checksum == chunk.checksum
        && offset == chunk.offset
        && bytes.equals(chunk.bytes);
  }

  @Override
  public int hashCode() {
    return Objects.hash(transfer, total, checksum, offset, bytes);
  }

  @Override
  public String toString() {
    return "Chunk[" + transfer + ", " + length() + " bytes at " + offset + " of " + total + "]";
  }
}
