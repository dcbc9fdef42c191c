package io.aitta.core.replication.configuration;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

/**
 * The stored form of a configuration: a byte for the form's version, epoch, version, losses, how
 * many are in sync, which of them leads, and each member as length, name and incarnation; numbers
 * big-endian. Under 1 KiB.
 */
public final class ConfigurationFormat {
  /** The longest form there is. */
  public static final int MAX_BYTES =
      1
          + 2 * Long.BYTES
          + Integer.BYTES
          + 2
          + Configuration.MAX_IN_SYNC * (1 + MemberId.MAX_NAME_BYTES + 2 * Long.BYTES);

  private static final byte VERSION = 1;

  private ConfigurationFormat() {}

  public static byte[] toBytes(Configuration configuration) {
    ByteBuffer out = ByteBuffer.allocate(MAX_BYTES);
    out.put(VERSION).putLong(configuration.epoch()).putLong(configuration.version());
    out.putInt(configuration.losses()).put((byte) configuration.inSync().size());
    out.put((byte) configuration.inSync().headSet(configuration.primary()).size());
    configuration.inSync().forEach(member -> put(out, member));
    byte[] bytes = new byte[out.position()];
    out.flip().get(bytes);
    return bytes;
  }

  /**
   * Reads what {@link #toBytes} wrote.
   *
   * @throws IllegalArgumentException when the bytes are anything else
   */
  public static Configuration fromBytes(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    try {
      Configuration read = read(in);
      if (in.hasRemaining()) {
        throw new IllegalArgumentException(
            "a configuration is followed by " + in.remaining() + " bytes that do not belong to it");
      }
      return read;
    } catch (BufferUnderflowException tooShort) {
      throw new IllegalArgumentException(
          "a configuration of " + bytes.length + " bytes ends too early", tooShort);
    }
  }

  private static Configuration read(ByteBuffer in) {
    byte form = in.get();
    if (form != VERSION) {
      throw new IllegalArgumentException("a configuration of the unknown form " + form);
    }
    long epoch = in.getLong();
    long version = in.getLong();
    int losses = in.getInt();
    int size = in.get();
    int leader = in.get();
    SortedSet<MemberId> inSync = new TreeSet<>();
    for (int i = 0; i < size; i++) {
      inSync.add(member(in));
    }
    if (leader < 0 || leader >= inSync.size()) {
      throw new IllegalArgumentException("a configuration without its primary");
    }
    MemberId primary = inSync.stream().skip(leader).findFirst().orElseThrow();
    return new Configuration(epoch, version, primary, inSync, losses);
  }

  private static void put(ByteBuffer out, MemberId member) {
    byte[] name = member.node().getBytes(UTF_8);
    out.put((byte) name.length).put(name);
    out.putLong(member.incarnation().getMostSignificantBits());
    out.putLong(member.incarnation().getLeastSignificantBits());
  }

  private static MemberId member(ByteBuffer in) {
    byte length = in.get();
    if (length < 1 || length > in.remaining()) {
      throw new IllegalArgumentException("a configuration with a member without a name");
    }
    byte[] name = new byte[length];
    in.get(name);
    return new MemberId(new String(name, UTF_8), new UUID(in.getLong(), in.getLong()));
  }
}
