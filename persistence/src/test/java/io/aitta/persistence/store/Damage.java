package io.aitta.persistence.store;

import io.aitta.persistence.store.DamageTrial.Written;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What can happen to the files of a store. */
enum Damage {
  CUT_OFF,
  BITS_FLIPPED,
  ZEROED,
  DUPLICATED,
  MADE_LONGER,
  FILE_REMOVED,
  FILE_EMPTY,
  OLDER_COPY,
  OLDER_PART,
  LOGS_EXCHANGED,
  SEVERAL;

  private static final int BLOCK = 4096;
  private static final List<String> LOGS = List.of("store.log-1", "store.log-2");

  static Damage draw(Random random) {
    return values()[random.nextInt(values().length)];
  }

  /** Lays damaged copies of the files into a directory. */
  void apply(Written written, Path directory, Random random) throws IOException {
    for (Map.Entry<String, byte[]> file : written.files.entrySet()) {
      Files.write(directory.resolve(file.getKey()), file.getValue());
    }
    change(written, directory, random);
  }

  private void change(Written written, Path directory, Random random) throws IOException {
    switch (this) {
      case FILE_REMOVED -> Files.deleteIfExists(directory.resolve(anyOf(random)));
      case FILE_EMPTY -> Files.write(directory.resolve(anyOf(random)), new byte[0]);
      case OLDER_COPY -> {
        String name = anyOf(random);
        Files.write(directory.resolve(name), written.older.get(name));
      }
      case LOGS_EXCHANGED -> {
        Files.write(directory.resolve(LOGS.get(0)), written.files.get(LOGS.get(1)));
        Files.write(directory.resolve(LOGS.get(1)), written.files.get(LOGS.get(0)));
      }
      case SEVERAL -> {
        // All but the witness: with that gone as well, nothing knows where the end was.
        for (int i = 0; i < 4; i++) {
          Damage[] ofContent = {CUT_OFF, BITS_FLIPPED, ZEROED, DUPLICATED, MADE_LONGER, OLDER_PART};
          ofContent[random.nextInt(ofContent.length)].damage(
              written, directory, DamageTrial.NAMES.get(random.nextInt(3)), random);
        }
      }
      default -> damage(written, directory, anyOf(random), random);
    }
  }

  private void damage(Written written, Path directory, String name, Random random)
      throws IOException {
    Path file = directory.resolve(name);
    byte[] bytes = Files.readAllBytes(file);
    if (bytes.length > 0) {
      Files.write(file, damaged(written.older.get(name), bytes, random));
    }
  }

  private static String anyOf(Random random) {
    return DamageTrial.NAMES.get(random.nextInt(DamageTrial.NAMES.size()));
  }

  private byte[] damaged(byte[] older, byte[] bytes, Random random) {
    return switch (this) {
      case CUT_OFF -> cut(bytes, random);
      case BITS_FLIPPED -> flipped(bytes, random);
      case ZEROED -> zeroed(bytes, random);
      case DUPLICATED -> duplicated(bytes, random);
      case MADE_LONGER -> longer(bytes, random);
      case OLDER_PART -> partly(bytes, older, random);
      default -> throw new IllegalArgumentException(name());
    };
  }

  private static byte[] cut(byte[] bytes, Random random) {
    int most = random.nextBoolean() ? Math.min(bytes.length, 2 * BLOCK) : bytes.length;
    return Arrays.copyOf(bytes, bytes.length - random.nextInt(most + 1));
  }

  private static byte[] flipped(byte[] bytes, Random random) {
    byte[] changed = bytes.clone();
    int bits = 1 + random.nextInt(8);
    for (int i = 0; i < bits; i++) {
      changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return changed;
  }

  private static byte[] zeroed(byte[] bytes, Random random) {
    byte[] changed = bytes.clone();
    int from = start(bytes, random);
    Arrays.fill(changed, from, Math.min(bytes.length, from + length(random)), (byte) 0);
    return changed;
  }

  private static byte[] duplicated(byte[] bytes, Random random) {
    byte[] changed = bytes.clone();
    int from = start(bytes, random);
    int to = start(bytes, random);
    int length = Math.min(length(random), bytes.length - Math.max(from, to));
    System.arraycopy(bytes, from, changed, to, length);
    return changed;
  }

  private static byte[] longer(byte[] bytes, Random random) {
    byte[] changed = Arrays.copyOf(bytes, bytes.length + random.nextInt(5 * BLOCK));
    int from = start(bytes, random);
    System.arraycopy(
        bytes,
        from,
        changed,
        bytes.length,
        Math.min(changed.length, 2 * bytes.length - from) - bytes.length);
    return changed;
  }

  /**
   * A part of the file is as it was once: what a disk leaves that acknowledged and did not write.
   */
  private static byte[] partly(byte[] bytes, byte[] older, Random random) {
    byte[] changed = bytes.clone();
    int shared = Math.min(bytes.length, older.length);
    if (shared == 0) {
      return changed;
    }
    int from = random.nextInt(shared);
    int length = random.nextBoolean() ? shared : length(random);
    System.arraycopy(older, from, changed, from, Math.min(length, shared - from));
    return changed;
  }

  private static int start(byte[] bytes, Random random) {
    int from = random.nextInt(bytes.length);
    return random.nextBoolean() ? from / BLOCK * BLOCK : from;
  }

  private static int length(Random random) {
    return (1 + random.nextInt(8)) * (random.nextBoolean() ? BLOCK : 100);
  }
}
