package io.aitta.persistence.store;

import io.aitta.persistence.store.DamageTrial.Written;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/** What can happen to the files of a store. */
enum Damage {
  CUT_OFF,
  BITS_FLIPPED,
  ZEROED,
  DUPLICATED,
  MADE_LONGER,
  STORE_REMOVED,
  STORE_EMPTY,
  OLDER_COPY,
  OLDER_PART,
  WITNESS_REMOVED,
  WITNESS_FLIPPED,
  WITNESS_CUT_OFF,
  SEVERAL;

  private static final int BLOCK = 4096;

  static Damage draw(Random random) {
    return values()[random.nextInt(values().length)];
  }

  /** Lays damaged copies of the files into a directory. */
  void apply(Written written, Path directory, Random random) throws IOException {
    Files.write(directory.resolve(StoreFiles.STORE), written.store);
    Files.write(directory.resolve(StoreFiles.WITNESS), written.witness);
    change(written, directory, random);
  }

  private void change(Written written, Path directory, Random random) throws IOException {
    Path store = directory.resolve(StoreFiles.STORE);
    Path witness = directory.resolve(StoreFiles.WITNESS);
    switch (this) {
      case STORE_REMOVED -> Files.deleteIfExists(store);
      case STORE_EMPTY -> Files.write(store, new byte[0]);
      case OLDER_COPY -> Files.write(store, written.older);
      case WITNESS_REMOVED -> Files.deleteIfExists(witness);
      case WITNESS_FLIPPED -> Files.write(witness, flipped(Files.readAllBytes(witness), random));
      case WITNESS_CUT_OFF -> Files.write(witness, cut(Files.readAllBytes(witness), random));
      case SEVERAL -> {
        for (int i = 0; i < 4; i++) {
          Files.write(store, content(written, Files.readAllBytes(store), random));
        }
      }
      default -> Files.write(store, damaged(written, Files.readAllBytes(store), random));
    }
  }

  private static byte[] content(Written written, byte[] bytes, Random random) {
    Damage[] ofContent = {CUT_OFF, BITS_FLIPPED, ZEROED, DUPLICATED, MADE_LONGER, OLDER_PART};
    return bytes.length == 0
        ? bytes
        : ofContent[random.nextInt(ofContent.length)].damaged(written, bytes, random);
  }

  private byte[] damaged(Written written, byte[] bytes, Random random) {
    return switch (this) {
      case CUT_OFF -> cut(bytes, random);
      case BITS_FLIPPED -> flipped(bytes, random);
      case ZEROED -> zeroed(bytes, random);
      case DUPLICATED -> duplicated(bytes, random);
      case MADE_LONGER -> longer(bytes, random);
      case OLDER_PART -> partly(bytes, written.older, random);
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
