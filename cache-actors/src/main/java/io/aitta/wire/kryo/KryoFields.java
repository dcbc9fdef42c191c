package io.aitta.wire.kryo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Registration;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import io.aitta.wire.codec.MalformedMessageException;
import io.aitta.wire.codec.WireCodes;

/**
 * Fields that Kryo's own methods would read without looking at what remains, or whose class they
 * would take from the bytes.
 */
final class KryoFields {
  private KryoFields() {}

  static void writeText(Output out, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    out.writeVarInt(bytes.length, true);
    out.writeBytes(bytes);
  }

  static String readText(Input in) {
    return new String(in.readBytes(readCount(in, Integer.MAX_VALUE)), UTF_8);
  }

  /** A number of things of at least one byte each. */
  static int readCount(Input in, int max) {
    int count = in.readVarInt(true);
    int remaining = in.limit() - in.position();
    if (count < 0 || count > max || count > remaining) {
      throw new MalformedMessageException(
          "a count of " + count + " where " + remaining + " bytes remain and " + max + " may be");
    }
    return count;
  }

  /** The constants of an enumeration by their place, which is frozen. */
  @SuppressWarnings("EnumOrdinal") // Golden bytes hold the places still.
  static <E extends Enum<E>> E readConstant(Input in, Class<E> type) {
    int place = in.readVarInt(true);
    E[] constants = type.getEnumConstants();
    if (place < 0 || place >= constants.length) {
      throw new MalformedMessageException("no " + type.getSimpleName() + " has the place " + place);
    }
    return constants[place];
  }

  @SuppressWarnings("EnumOrdinal") // Golden bytes hold the places still.
  static void writeConstant(Output out, Enum<?> constant) {
    out.writeVarInt(constant.ordinal(), true);
  }

  /** The frozen number of the value's class, and the value. */
  static void writeCase(Kryo kryo, Output out, Object value) {
    Registration registration = kryo.getRegistration(value.getClass());
    out.writeVarInt(registration.getId(), true);
    kryo.writeObject(out, value);
  }

  /** A value of a registered class that belongs to the family, and of no other. */
  static <T> T readCase(Kryo kryo, Input in, Class<T> family) {
    int id = in.readVarInt(true);
    Registration registration = id < WireCodes.FIRST_REGISTERED ? null : kryo.getRegistration(id);
    Class<?> type = registration == null ? Void.class : registration.getType();
    if (!family.isAssignableFrom(type)) {
      throw new MalformedMessageException("no " + family.getSimpleName() + " has the code " + id);
    }
    return kryo.readObject(in, type.asSubclass(family));
  }
}
