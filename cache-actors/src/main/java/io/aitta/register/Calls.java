package io.aitta.register;

import io.aitta.core.register.model.RegisterValue;
import io.aitta.core.register.proposer.Outcome;
import io.aitta.core.register.proposer.ProposerInput.Submit;
import io.aitta.core.register.proposer.ProposerOutput.Finished;
import io.aitta.core.replication.configuration.Configuration;
import io.aitta.core.replication.configuration.ConfigurationFormat;
import io.aitta.register.ConfigurationRegister.Answer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The open calls of a node: those that wait until a generation of voters is known, and those that
 * are asked, many keys in one message. Bounded by who admits calls. Not thread-safe.
 */
final class Calls {
  /** So many keys with their values fit one frame. */
  private static final int MOST_KEYS_AT_ONCE = 32;

  private static final Comparator<Call> BY_DEADLINE =
      (one, other) -> Long.signum(one.deadline() - other.deadline());

  private final Deque<Call> waiting = new ArrayDeque<>();
  private final Map<Long, Map<Integer, Call>> asked = new HashMap<>();
  private long lastNumber;

  /** Keeps the calls until they are taken or their deadlines pass. */
  void await(Collection<Call> calls) {
    waiting.addAll(calls);
  }

  /** All that waited. */
  List<Call> takeWaiting() {
    List<Call> taken = List.copyOf(waiting);
    waiting.clear();
    return taken;
  }

  /** When the first of those that wait has waited long enough. */
  OptionalLong firstDeadline() {
    return waiting.stream()
        .min(BY_DEADLINE)
        .map(call -> OptionalLong.of(call.deadline()))
        .orElseGet(OptionalLong::empty);
  }

  /** Ends those that have waited long enough. */
  void expire(long now, String reason) {
    List<Call> late = waiting.stream().filter(call -> now - call.deadline() >= 0).toList();
    waiting.removeIf(call -> now - call.deadline() >= 0);
    late.forEach(call -> call.undecided(reason));
  }

  /** Puts the calls into as few questions as their keys allow. */
  List<Submit> ask(List<Call> calls) {
    List<Map<Integer, Call>> batches = new ArrayList<>();
    for (Call call : calls) {
      batches.stream()
          .filter(batch -> batch.size() < MOST_KEYS_AT_ONCE && !batch.containsKey(call.key()))
          .findFirst()
          .orElseGet(() -> another(batches))
          .put(call.key(), call);
    }
    return batches.stream().map(this::submit).toList();
  }

  /** Answers those that the question was about. */
  void finish(Finished finished) {
    Map<Integer, Call> batch = Optional.ofNullable(asked.remove(finished.call())).orElse(Map.of());
    batch.forEach((key, call) -> call.then().accept(answer(finished.outcomes().get(key))));
  }

  /** Ends all. */
  void end(String reason) {
    List<Call> all = new ArrayList<>(takeWaiting());
    asked.values().forEach(batch -> all.addAll(batch.values()));
    asked.clear();
    all.forEach(call -> call.undecided(reason));
  }

  private static Map<Integer, Call> another(List<Map<Integer, Call>> batches) {
    Map<Integer, Call> batch = new LinkedHashMap<>();
    batches.add(batch);
    return batch;
  }

  private Submit submit(Map<Integer, Call> batch) {
    lastNumber++;
    asked.put(lastNumber, batch);
    Call first = batch.values().stream().min(BY_DEADLINE).orElseThrow();
    return new Submit(
        lastNumber, batch.values().stream().map(Call::change).toList(), first.deadline());
  }

  private static Answer answer(Outcome outcome) {
    return outcome instanceof Outcome.Decided decided
        ? decided(decided.current())
        : new Answer.Undecided(((Outcome.Unknown) outcome).reason());
  }

  private static Answer decided(Optional<RegisterValue> current) {
    try {
      Optional<Configuration> configuration =
          current.map(value -> ConfigurationFormat.fromBytes(value.toBytes()));
      return new Answer.Decided(configuration);
    } catch (IllegalArgumentException unreadable) {
      return new Answer.Undecided("the register holds " + unreadable.getMessage());
    }
  }
}
