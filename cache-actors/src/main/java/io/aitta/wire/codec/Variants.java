package io.aitta.wire.codec;

import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * The cases of a sealed family: each is written as its code and its fields. Filled while the class
 * that holds it is initialized, unchanged after that.
 */
public final class Variants<S> {
  private static final int CODES = 256;

  private final IntFunction<RuntimeException> unknown;
  private final Variant<?>[] byCode = new Variant<?>[CODES];
  private final Map<Class<?>, Variant<?>> byType = new HashMap<>();

  private record Variant<T>(int code, Codec<T> codec) {}

  /**
   * @param unknown what to throw at a code that stands for nothing
   */
  public Variants(IntFunction<RuntimeException> unknown) {
    this.unknown = unknown;
  }

  /** An empty family whose unknown codes are malformed. */
  public static <S> Variants<S> of(String family) {
    return new Variants<>(
        code -> new MalformedMessageException("no " + family + " has the code " + code));
  }

  /** Adds a case. */
  public <T extends S> Variants<S> with(
      int code, Class<T> type, Codec.Writer<T> writer, Codec.Reader<T> reader) {
    Variant<T> variant = new Variant<>(code, new Codec<>(writer, reader));
    if (byCode[code] != null || byType.put(type, variant) != null) {
      throw new IllegalStateException("code " + code + " or " + type + " is there twice");
    }
    byCode[code] = variant;
    return this;
  }

  /** Adds a case without fields. */
  public <T extends S> Variants<S> with(int code, Class<T> type, Supplier<T> only) {
    return with(code, type, (out, value) -> {}, in -> only.get());
  }

  /** Adds the cases of another family. */
  public Variants<S> withAll(Variants<? extends S> others) {
    for (int code = 0; code < CODES; code++) {
      byCode[code] = others.byCode[code] == null ? byCode[code] : others.byCode[code];
    }
    byType.putAll(others.byType);
    return this;
  }

  public Codec<S> codec() {
    return new Codec<>(this::write, this::read);
  }

  private void write(WireOutput out, S value) {
    Variant<?> variant = byType.get(value.getClass());
    if (variant == null) {
      throw new IllegalArgumentException(
          "a " + value.getClass().getName() + " cannot be sent here");
    }
    write(out, variant, value);
  }

  @SuppressWarnings("unchecked") // The map holds each variant under the class of its values.
  private static <T> void write(WireOutput out, Variant<T> variant, Object value) {
    out.u8(variant.code());
    variant.codec().write(out, (T) value);
  }

  @SuppressWarnings("unchecked") // Only variants of S were added.
  private S read(WireInput in) {
    int code = in.u8();
    Variant<?> variant = byCode[code];
    if (variant == null) {
      throw unknown.apply(code);
    }
    return (S) variant.codec().read(in);
  }
}
