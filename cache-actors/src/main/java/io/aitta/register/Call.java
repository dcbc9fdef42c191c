package io.aitta.register;

import static java.util.Objects.requireNonNull;

import io.aitta.core.register.proposer.Change;
import java.util.function.Consumer;

/**
 * A question to the register.
 *
 * @param deadline in nanoseconds of this node's clock
 * @param then called once, with the answer
 */
record Call(Change change, long deadline, Consumer<ConfigurationRegister.Answer> then) {
  Call {
    requireNonNull(change, "change is null");
    requireNonNull(then, "then is null");
  }

  int key() {
    return change.key();
  }

  void undecided(String reason) {
    then.accept(new ConfigurationRegister.Answer.Undecided(reason));
  }
}
