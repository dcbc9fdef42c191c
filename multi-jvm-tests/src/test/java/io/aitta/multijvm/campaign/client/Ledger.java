package io.aitta.multijvm.campaign.client;

import io.aitta.multijvm.history.HistoryFile;
import io.aitta.multijvm.history.KeyHistory;
import io.aitta.simulation.Call;
import io.aitta.simulation.Call.Action;
import io.aitta.simulation.Call.Result;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * What clients have called and were told: in memory for judging, and in a file for whoever doubts
 * the judgement. Safe for use by several threads.
 */
public final class Ledger implements AutoCloseable {
  private static final Result DONE = new Result(true, true, 0);
  private static final Result NOT_APPLIED = new Result(true, false, 0);

  private final Map<String, List<Call>> calls = new ConcurrentHashMap<>();
  private final LongAdder operations = new LongAdder();
  private final LongAdder acknowledged = new LongAdder();
  private final LongAdder unknown = new LongAdder();
  private final HistoryFile file;
  private final Epochs epochs;
  private final long origin = System.nanoTime();

  /**
   * @param file of all calls
   * @param partitions how many the cluster has
   */
  public Ledger(Path file, int partitions) {
    this.file = HistoryFile.create(file);
    this.epochs = new Epochs(partitions);
  }

  /** The time of this ledger. */
  long now() {
    return System.nanoTime() - origin;
  }

  /**
   * Enters a read; one that got no answer says nothing, nor does one that finds no entry where an
   * entry may have come to its end.
   */
  void read(String key, long begun, Outcome outcome) {
    boolean ended = outcome.kind() == Outcome.Kind.NO_ENTRY && KeyKind.mayEnd(key);
    if (outcome.isAnswer() && !ended) {
      add(key, new Call(Action.GET, 0, 0, new Result(true, true, value(outcome)), begun, now()));
    }
  }

  /** Enters a write whose conditions are part of it; one of which nothing was done is none. */
  void write(String key, Action action, long argument, long expected, long begun, Outcome outcome) {
    switch (outcome.kind()) {
      case DONE -> {
        acknowledged.increment();
        outcome.etag().ifPresent(tag -> epochs.acknowledged(key, tag, begun, now()));
        Result result = action == Action.ADD ? sum(outcome) : DONE;
        add(key, new Call(action, argument, expected, result, begun, now()));
      }
      case NO_ENTRY, CONDITION_FAILED ->
          add(key, new Call(action, argument, expected, NOT_APPLIED, begun, now()));
      case UNKNOWN -> {
        unknown.increment();
        add(key, new Call(action, argument, expected, Result.UNKNOWN, begun, Call.NEVER));
      }
      case NOTHING_DONE -> operations.increment();
    }
  }

  /** What the answer to a read says: a number, or {@link Call#ABSENT}. */
  static long value(Outcome outcome) {
    return outcome.kind() == Outcome.Kind.NO_ENTRY ? Call.ABSENT : Long.parseLong(outcome.body());
  }

  /** How many calls there were, those that failed included. */
  public long operations() {
    return operations.sum();
  }

  /** How many writes were acknowledged. */
  public long acknowledged() {
    return acknowledged.sum();
  }

  /** How many were acknowledged in an epoch after a later one had acknowledged some. */
  public long outdated() {
    return epochs.outdated();
  }

  /** Of how many writes the outcome is unknown. */
  public long unknown() {
    return unknown.sum();
  }

  /** All keys that were ever called. */
  public List<String> keys() {
    return calls.keySet().stream().sorted().toList();
  }

  /** The history of one key so far. */
  public KeyHistory history(String key) {
    List<Call> ofKey = calls.getOrDefault(key, List.of());
    synchronized (ofKey) {
      return new KeyHistory(key, ofKey);
    }
  }

  private void add(String key, Call call) {
    operations.increment();
    calls.computeIfAbsent(key, unseen -> Collections.synchronizedList(new ArrayList<>())).add(call);
    file.add(key, call);
  }

  private static Result sum(Outcome outcome) {
    String digits = outcome.body().replaceAll("[^0-9-]", "");
    return new Result(true, true, Long.parseLong(digits));
  }

  @Override
  public void close() {
    file.close();
  }
}
