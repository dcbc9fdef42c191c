package io.aitta.register;

import static java.util.Objects.requireNonNull;

import io.aitta.core.replication.configuration.Configuration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The register of the partitions' configurations, as the copies on one node reach it. Thread-safe;
 * never blocks. Each call is answered once, on any thread, within its deadline.
 */
public interface ConfigurationRegister {
  /** Asks for the latest configuration of a partition. */
  void read(int partition, Consumer<Answer> then);

  /** Asks for the next configuration of a partition, where the expected one is the latest. */
  void propose(
      int partition, Optional<Configuration> expected, Configuration next, Consumer<Answer> then);

  /** What the register says. */
  sealed interface Answer {
    /** This was the latest configuration at some time since the call began. */
    record Decided(Optional<Configuration> current) implements Answer {
      public Decided {
        requireNonNull(current, "current is null");
      }
    }

    /** It could not be asked, or a proposal may have been accepted or not. */
    record Undecided(String reason) implements Answer {
      public Undecided {
        requireNonNull(reason, "reason is null");
      }
    }
  }
}
