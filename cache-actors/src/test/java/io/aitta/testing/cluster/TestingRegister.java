package io.aitta.testing.cluster;

import io.aitta.core.replication.configuration.Configuration;
import io.aitta.register.ConfigurationRegister;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A register in memory that all nodes of a test share. */
public final class TestingRegister implements ConfigurationRegister {
  private final Map<Integer, Configuration> decided = new HashMap<>();
  private boolean reachable = true;

  /** Whether it answers otherwise than that it cannot tell. */
  public synchronized void reachable(boolean now) {
    reachable = now;
  }

  @Override
  public void read(int partition, Consumer<Answer> then) {
    then.accept(latest(partition));
  }

  @Override
  public void propose(
      int partition, Optional<Configuration> expected, Configuration next, Consumer<Answer> then) {
    then.accept(swapped(partition, expected, next));
  }

  private synchronized Answer latest(int partition) {
    return reachable
        ? new Answer.Decided(Optional.ofNullable(decided.get(partition)))
        : new Answer.Undecided("the test has it so");
  }

  private synchronized Answer swapped(
      int partition, Optional<Configuration> expected, Configuration next) {
    if (reachable && Optional.ofNullable(decided.get(partition)).equals(expected)) {
      decided.put(partition, next);
    }
    return latest(partition);
  }
}
