package io.aitta.core.partition;

/**
 * Takes the effects of a partition in their order, each as it happens. Called on the partition's
 * thread; may not call the partition.
 */
@FunctionalInterface
public interface EffectSink {
  /** Takes no notice. */
  EffectSink NONE = effect -> {};

  void accept(Effect effect);
}
