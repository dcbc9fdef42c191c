package io.aitta.core.model;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The hash that places keys: it decides a key's partition and its place in a listing, so it may
 * never change. Eight bytes a step, multiplied and rotated, finished with the 64-bit finalizer of
 * MurmurHash3 (Austin Appleby, public domain).
 */
final class KeyHash {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long STEP = 0x9E3779B97F4A7C15L;

  private KeyHash() {}

  static long of(byte[] bytes) {
    long hash = STEP ^ bytes.length;
    int at = 0;
    for (; at + Long.BYTES <= bytes.length; at += Long.BYTES) {
      hash = mix(hash, (long) LONGS.get(bytes, at));
    }
    long tail = 0;
    for (int shift = 0; at < bytes.length; at++, shift += Byte.SIZE) {
      tail |= (bytes[at] & 0xFFL) << shift;
    }
    return finish(mix(hash, tail));
  }

  private static long mix(long hash, long word) {
    return Long.rotateLeft((hash ^ finish(word)) * STEP, 27);
  }

  private static long finish(long word) {
    long h = word;
    h = (h ^ (h >>> 33)) * 0xFF51AFD7ED558CCDL;
    h = (h ^ (h >>> 33)) * 0xC4CEB9FE1A85EC53L;
    return h ^ (h >>> 33);
  }
}
