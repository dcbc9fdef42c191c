package io.aitta.core.replication;

import io.aitta.core.replication.protocol.ReplicationSettings;
import io.aitta.core.replication.protocol.ReplicationSettings.OnLoss;
import io.aitta.core.replication.protocol.Timing;
import io.aitta.core.replication.protocol.WindowLimits;

/** The defaults, but for what a test is about. */
final class TestingSettings {
  private TestingSettings() {}

  static ReplicationSettings settings(int minCopies, OnLoss onLoss) {
    ReplicationSettings defaults = ReplicationSettings.DEFAULT;
    return settings(minCopies, onLoss, defaults.timing(), defaults.window());
  }

  static ReplicationSettings settings(
      int minCopies, OnLoss onLoss, Timing timing, WindowLimits window) {
    ReplicationSettings defaults = ReplicationSettings.DEFAULT;
    return new ReplicationSettings(
        Math.max(defaults.copies(), minCopies),
        minCopies,
        onLoss,
        defaults.readMode(),
        timing,
        window,
        defaults.requests(),
        defaults.catchUp());
  }
}
