package io.aitta.multijvm.campaign.client;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.random.RandomGenerator;

/** The keys that are written now: a fixed number of each kind. Safe for use by several threads. */
public final class KeySpace {
  private final Map<KeyKind, AtomicIntegerArray> steps = new EnumMap<>(KeyKind.class);
  private final KeyKind[] shares;

  /**
   * @param keys how many of each kind are written at a time
   * @param shares the kinds, each as often as its share of the steps
   */
  public KeySpace(int keys, KeyKind... shares) {
    this.shares = shares.clone();
    for (KeyKind kind : shares) {
      steps.put(kind, new AtomicIntegerArray(keys));
    }
  }

  /** A kind of which a step is due. */
  KeyKind kind(RandomGenerator random) {
    return shares[random.nextInt(shares.length)];
  }

  /** The key for one step. */
  String key(KeyKind kind, RandomGenerator random) {
    AtomicIntegerArray ofKind = steps.get(kind);
    int slot = random.nextInt(ofKind.length());
    return kind.key(slot, ofKind.getAndIncrement(slot));
  }
}
