package io.aitta.http;

import static java.util.Objects.requireNonNull;

import io.aitta.core.operation.KeyOperation;
import java.util.Optional;

/** One line of a batch, read. */
sealed interface BatchLine {
  /** The key as it was sent; empty where the line has none that can be told. */
  Optional<String> key();

  /** A line that can be carried out. */
  record Task(String keyText, KeyOperation<?> operation) implements BatchLine {
    public Task {
      requireNonNull(operation, "operation is null");
    }

    @Override
    public Optional<String> key() {
      return Optional.of(keyText);
    }
  }

  /** A line that cannot. */
  record Refused(Optional<String> key, Problem problem) implements BatchLine {
    public Refused {
      requireNonNull(problem, "problem is null");
    }
  }
}
