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

  /** Hands on an effect that happened here. */
  void append(Effect effect) {
    latest = effect.version();
    sink.accept(effect);
  }

  /** Takes note of an effect that happened elsewhere. */
  void advanceTo(Version version) {
    latest = version;
  }
}
