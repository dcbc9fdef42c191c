package io.aitta.multijvm.campaign.damage;

import java.util.Arrays;
import java.util.Random;

/** What can happen to the bytes of one file. */
enum Spoiling {
  CUT_OFF {
    @Override
    byte[] of(byte[] bytes, byte[] older, Random random) {
      int most = random.nextBoolean() ? Math.min(bytes.length, 2 * BLOCK) : bytes.length;
      return Arrays.copyOf(bytes, bytes.length - random.nextInt(most + 1));
    }
  },
  BITS_FLIPPED {
    @Override
    byte[] of(byte[] bytes, byte[] older, Random random) {
      byte[] changed = bytes.clone();
      int bits = 1 + random.nextInt(8);
      for (int i = 0; i < bits; i++) {
        changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
      }
      return changed;
    }
  },
  ZEROED {
    @Override
    byte[] of(byte[] bytes, byte[] older, Random random) {
      byte[] changed = bytes.clone();
      int from = start(bytes, random);
      Arrays.fill(changed, from, Math.min(bytes.length, from + length(random)), (byte) 0);
      return changed;
    }
  },
  DUPLICATED {
    @Override
    byte[] of(byte[] bytes, byte[] older, Random random) {
      byte[] changed = bytes.clone();
      int from = start(bytes, random);
      int to = start(bytes, random);
      int length = Math.min(length(random), bytes.length - Math.max(from, to));
      System.arraycopy(bytes, from, changed, to, length);
      return changed;
    }
  },
  EXCHANGED {
    @Override
    byte[] of(byte[] bytes, byte[] older, Random random) {
      byte[] changed = bytes.clone();
      int one = start(bytes, random);
      int other = start(bytes, random);
      int length = Math.min(length(random), bytes.length - Math.max(one, other));
      System.arraycopy(bytes, one, changed, other, length);
      System.arraycopy(bytes, other, changed, one, length);
      return changed;
    }
  },
  GARBAGE_APPENDED {
    @Override
    byte[] of(byte[] bytes, byte[] older, Random random) {
      byte[] garbage = new byte[1 + random.nextInt(5 * BLOCK)];
      random.nextBytes(garbage);
      return joined(bytes, garbage);
    }
  },
  OWN_BLOCKS_APPENDED {
    @Override
    byte[] of(byte[] bytes, byte[] older, Random random) {
      int from = start(bytes, random);
      int to = Math.min(bytes.length, from + length(random));
      return joined(bytes, Arrays.copyOfRange(bytes, from, to));
    }
  },
  /** A part is as it was once: what a disk leaves that acknowledged and did not write. */
  OLDER_PART {
    @Override
    byte[] of(byte[] bytes, byte[] older, Random random) {
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
  };

  private static final int BLOCK = 4096;

  static Spoiling draw(Random random) {
    return values()[random.nextInt(values().length)];
  }

  /**
   * The bytes, spoilt.
   *
   * @param bytes of the file, one at least
   * @param older of the same file, one at least
   */
  abstract byte[] of(byte[] bytes, byte[] older, Random random);

  private static byte[] joined(byte[] bytes, byte[] more) {
    byte[] changed = Arrays.copyOf(bytes, bytes.length + more.length);
    System.arraycopy(more, 0, changed, bytes.length, more.length);
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
