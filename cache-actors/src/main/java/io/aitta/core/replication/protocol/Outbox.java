package io.aitta.core.replication.protocol;

import io.aitta.core.replication.configuration.MemberId;
import java.util.ArrayList;
import java.util.List;

/** What a step has said so far, in its order, and what it has counted. Not thread-safe. */
public final class Outbox {
  private final Counters counters;
  private List<Output> outputs = new ArrayList<>();

  public Outbox(Counters counters) {
    this.counters = counters;
  }

  public void add(Output output) {
    outputs.add(output);
  }

  public void send(MemberId to, ReplicaMessage message) {
    add(new Output.Send(to, message));
  }

  /** Answers a request, once. */
  public void answer(long token, Outcome outcome) {
    if (outcome instanceof Outcome.Refused) {
      count(Counter.REFUSED);
    } else if (outcome instanceof Outcome.Unknown) {
      count(Counter.UNKNOWN);
    }
    add(new Output.Answer(token, outcome));
  }

  public void refuse(long token, Outcome.Reason reason) {
    answer(token, new Outcome.Refused(reason));
  }

  public void count(Counter counter) {
    counters.increment(counter);
  }

  public void count(Counter counter, long more) {
    counters.add(counter, more);
  }

  /** Everything that was said, once. */
  public List<Output> take() {
    List<Output> taken = outputs;
    outputs = new ArrayList<>();
    return taken;
  }
}
