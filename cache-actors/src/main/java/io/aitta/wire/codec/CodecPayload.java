package io.aitta.wire.codec;

import java.nio.ByteBuffer;

/** The version and the fields, by a codec written by hand. */
public record CodecPayload<T>(Codec.Writer<T> writer, Codec.Reader<?> reader)
    implements Payload<T> {
  public static <T> CodecPayload<T> of(Codec<T> codec) {
    return new CodecPayload<>(codec.writer(), codec.reader());
  }

  @Override
  public long size(T message) {
    SizeCounter counter = new SizeCounter();
    write(message, counter);
    return counter.size();
  }

  @Override
  public void write(T message, ByteBuffer buffer) {
    write(message, new BufferOutput(buffer));
  }

  @Override
  public Object read(ByteBuffer buffer) {
    WireInput in = new WireInput(buffer);
    int version = in.u8();
    if (version != WireCodes.VERSION) {
      throw new MalformedMessageException("layout " + version + " is unknown to this version");
    }
    return reader.read(in);
  }

  private void write(T message, WireOutput out) {
    out.u8(WireCodes.VERSION);
    writer.write(out, message);
  }
}
