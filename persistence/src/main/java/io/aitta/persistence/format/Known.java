package io.aitta.persistence.format;

import io.aitta.wire.codec.Codec;
import io.aitta.wire.codec.MalformedMessageException;
import io.aitta.wire.codec.WireInput;
import io.aitta.wire.codec.WireOutput;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Values that come again: the first time as they are, after a zero, and from then on as the number
 * of their first coming, from 1. One is for writing or for reading. Not thread-safe.
 */
final class Known<T> {
  private static final int NEW = 0;

  private final List<T> values = new ArrayList<>();

  /** Empty until a second value comes, since often there is only one. */
  private final Map<T, Integer> numbers = new HashMap<>();

  /** What was written last, which is most likely to come next. */
  private T latest;

  private int latestNumber;
  private int count;

  void write(WireOutput out, T value, Codec.Writer<T> writer) {
    int number = value.equals(latest) ? latestNumber : remember(value);
    latest = value;
    latestNumber = number == NEW ? ++count : number;
    Numbers.write(out, number);
    if (number == NEW) {
      writer.write(out, value);
    }
  }

  /** The number it had before; one that is new has the next from now on. */
  private int remember(T value) {
    if (count == 1) {
      numbers.put(latest, latestNumber);
    }
    Integer known = count == 0 ? null : numbers.putIfAbsent(value, count + 1);
    return known == null ? NEW : known;
  }

  T read(WireInput in, Codec.Reader<T> reader) {
    long number = Numbers.read(in);
    if (number == NEW) {
      T value = reader.read(in);
      values.add(value);
      return value;
    }
    if (number < 0 || number > values.size()) {
      throw new MalformedMessageException("a value that did not come before");
    }
    return values.get((int) number - 1);
  }
}
