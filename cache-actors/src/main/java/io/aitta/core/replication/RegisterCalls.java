package io.aitta.core.replication;

import io.aitta.core.replication.configuration.Configuration;
import io.aitta.core.replication.protocol.Counter;
import io.aitta.core.replication.protocol.Outbox;
import io.aitta.core.replication.protocol.Output;
import io.aitta.core.replication.protocol.Timing;
import java.util.Optional;

/** The questions of one replica to the register: one at a time, each with its deadline. */
final class RegisterCalls {
  private final Timing timing;
  private final Outbox out;
  private long lastCall;
  private boolean open;
  private long deadline;
  private Optional<Long> notBefore = Optional.empty();

  RegisterCalls(Timing timing, Outbox out) {
    this.timing = timing;
    this.out = out;
  }

  /** Whether a question may be asked: none is open, and the last undecided one is a while ago. */
  boolean isFree(long now) {
    if (open && now - deadline > 0) {
      undecided(lastCall, now);
    }
    return !open && notBefore.map(time -> now - time >= 0).orElse(true);
  }

  void read(long now) {
    begin(now);
    out.add(new Output.ReadConfiguration(lastCall));
  }

  void propose(Optional<Configuration> expected, Configuration next, long now) {
    begin(now);
    out.add(new Output.ProposeConfiguration(lastCall, expected, next));
  }

  /** Takes note of an answer, and says whether it is to the question that is open. */
  boolean answers(long call) {
    boolean expected = open && call == lastCall;
    if (expected) {
      open = false;
      notBefore = Optional.empty();
    }
    return expected;
  }

  void undecided(long call, long now) {
    if (call == lastCall && open) {
      open = false;
      waitFor(timing.retry().toNanos(), now);
      out.count(Counter.UNDECIDED);
    }
  }

  /** Asks nothing for a while. */
  void waitFor(long nanos, long now) {
    notBefore = Optional.of(now + nanos);
  }

  private void begin(long now) {
    lastCall++;
    open = true;
    deadline = now + timing.register().toNanos();
  }
}
