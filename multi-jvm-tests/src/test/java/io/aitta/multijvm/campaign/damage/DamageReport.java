package io.aitta.multijvm.campaign.damage;

import io.aitta.multijvm.campaign.Progress;
import io.aitta.multijvm.campaign.damage.Outcome.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What became of all nodes that were started on damaged files. Thread-safe. */
public final class DamageReport {
  private static final int SHOWN = 5;

  private final long seed;
  private final Progress progress;
  private final Map<NodeDamage, Map<Kind, Integer>> counts = new TreeMap<>();
  private final List<String> faults = new ArrayList<>();

  /**
   * @param progress told of what should not be
   */
  DamageReport(long seed, Progress progress) {
    this.seed = seed;
    this.progress = progress;
  }

  synchronized void add(int number, DamageTrial trial) {
    Kind kind = trial.outcome().kind();
    counts
        .computeIfAbsent(trial.damage(), damage -> new EnumMap<>(Kind.class))
        .merge(kind, 1, Integer::sum);
    if (kind.isFault()) {
      String fault = "%s, trial %d, %s: %s".formatted(kind, number, trial.done(), said(trial));
      faults.add(fault);
      progress.say(fault);
    }
  }

  private static String said(DamageTrial trial) {
    List<String> said = trial.outcome().said();
    String shown = String.join("; ", said.subList(0, Math.min(SHOWN, said.size())));
    return said.size() > SHOWN ? shown + "; and " + (said.size() - SHOWN) + " more" : shown;
  }

  /** How many ended so. */
  synchronized int count(Kind kind) {
    return counts.values().stream().mapToInt(kinds -> kinds.getOrDefault(kind, 0)).sum();
  }

  /** How many there were. */
  public synchronized int trials() {
    return counts.values().stream()
        .flatMap(kinds -> kinds.values().stream())
        .mapToInt(count -> count)
        .sum();
  }

  /** Those that should not be: what was done, and what came of it. */
  public synchronized List<String> faults() {
    return List.copyOf(faults);
  }

  /** A line for each kind of damage. */
  public synchronized List<String> table() {
    return counts.entrySet().stream()
        .map(line -> "  %-24s %s".formatted(line.getKey(), line.getValue()))
        .toList();
  }

  @Override
  public synchronized String toString() {
    StringBuilder line = new StringBuilder("seed " + seed + ", " + trials() + " damaged:");
    for (Kind kind : Kind.values()) {
      line.append(" %d %s,".formatted(count(kind), kind.label()));
    }
    return line.substring(0, line.length() - 1);
  }
}
