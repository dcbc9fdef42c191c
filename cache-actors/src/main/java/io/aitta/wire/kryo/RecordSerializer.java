package io.aitta.wire.kryo;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import com.esotericsoftware.kryo.serializers.ImmutableSerializer;

/** A Kryo serializer of two functions, which name every field in its order on the wire. */
final class RecordSerializer<T> extends ImmutableSerializer<T> {
  private final Writer<T> writer;
  private final Reader<T> reader;

  /** Writes the fields. */
  interface Writer<T> {
    void write(Kryo kryo, Output out, T value);
  }

  /** Reads the fields. */
  interface Reader<T> {
    T read(Kryo kryo, Input in);
  }

  RecordSerializer(Writer<T> writer, Reader<T> reader) {
    this.writer = writer;
    this.reader = reader;
  }

  @Override
  public void write(Kryo kryo, Output out, T value) {
    writer.write(kryo, out, value);
  }

  @Override
  public T read(Kryo kryo, Input in, Class<? extends T> type) {
    return reader.read(kryo, in);
  }
}
