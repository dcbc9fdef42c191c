package io.aitta.wire.codec;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** How a type is written and read: both in one place, field by field in the same order. */
public record Codec<T>(Writer<T> writer, Reader<T> reader) {
  /** For how many values room is made before they were read; more come one by one. */
  private static final int MAX_RESERVED = 1024;

  /** Writes a value. */
  public interface Writer<T> {
    void write(WireOutput out, T value);
  }

  /** Reads a value; throws a {@code RuntimeException} where the bytes are none. */
  public interface Reader<T> {
    T read(WireInput in);
  }

  public void write(WireOutput out, T value) {
    writer.write(out, value);
  }

  public T read(WireInput in) {
    return reader.read(in);
  }

  /** How many bytes the value takes where it is written alone. */
  public long size(T value) {
    SizeCounter counter = new SizeCounter();
    write(counter, value);
    return counter.size();
  }

  /**
   * Writes a value at the position of the buffer, which is big-endian.
   *
   * @throws java.nio.BufferOverflowException when it does not fit
   */
  public void write(ByteBuffer buffer, T value) {
    write(new BufferOutput(buffer), value);
  }

  /**
   * Reads a value from the position of the buffer, which is big-endian; throws a {@code
   * RuntimeException} where the bytes are none.
   */
  public T read(ByteBuffer buffer) {
    return read(new WireInput(buffer));
  }

  /** A flag, and the value where there is one. */
  public Codec<Optional<T>> optional() {
    return new Codec<>(
        (out, value) -> {
          out.flag(value.isPresent());
          value.ifPresent(present -> write(out, present));
        },
        in -> in.flag() ? Optional.of(read(in)) : Optional.empty());
  }

  /** The number of values, and the values. */
  public Codec<List<T>> list(int max) {
    return new Codec<>(this::writeAll, in -> readAll(in, max));
  }

  /** Written as the values of this codec. */
  public <S> Codec<S> mapped(Function<S, T> back, Function<T, S> forth) {
    return new Codec<>((out, value) -> write(out, back.apply(value)), in -> forth.apply(read(in)));
  }

  /** The constants of an enumeration by their place, which is frozen. */
  @SuppressWarnings("EnumOrdinal") // Golden bytes hold the places still.
  public static <E extends Enum<E>> Codec<E> constant(Class<E> type) {
    E[] constants = type.getEnumConstants();
    return new Codec<>(
        (out, value) -> out.u8(value.ordinal()),
        in -> {
          int place = in.u8();
          if (place >= constants.length) {
            throw new MalformedMessageException(
                "no " + type.getSimpleName() + " has the place " + place);
          }
          return constants[place];
        });
  }

  private void writeAll(WireOutput out, List<T> values) {
    out.length(values.size());
    for (T value : values) {
      write(out, value);
    }
  }

  private List<T> readAll(WireInput in, int max) {
    int count = in.length();
    if (count > max) {
      throw new MalformedMessageException(count + " values where at most " + max + " may be");
    }
    List<T> values = new ArrayList<>(Math.min(count, MAX_RESERVED));
    for (int i = 0; i < count; i++) {
      values.add(read(in));
    }
    return values;
  }
}
