package io.aitta.core.partition;

import io.aitta.core.model.Version;

/** Numbers the effects of one partition and hands them on. */
final class EffectLog {
  private final EffectSink sink;
  private Version latest;

  EffectLog(long epoch, EffectSink sink) {
    this.latest = new Version(epoch, 0);
    this.sink = sink;
  }

  /** The version of the latest effect. */
  Version latest() {
    return latest;
  }

  /** The version of the effect that comes next. */
  Version next() {
    return new Version(latest.epoch(), latest.sequence() + 1);
  }

  /** Takes note of an effect that happened here, and hands it on where copies have a part in it. */
  void append(Effect effect, boolean shared) {
    latest = effect.version();
    if (shared) {
      sink.accept(effect);
    }
  }

  /** Takes note of how far the partition has come elsewhere. */
  void advanceTo(Version version) {
    latest = version;
  }
}
