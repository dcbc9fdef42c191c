package io.aitta.core.partition;

/**
 * Takes the effects of a partition that its copies need, in their order, each as it happens: those
 * of caches without copies are left out, so their numbers are missing. Called on the partition's
 * thread; may not call the partition.
 */
@FunctionalInterface
public interface EffectSink {
  /** Takes no notice. */
  EffectSink NONE = effect -> {};

  void accept(Effect effect);
}
