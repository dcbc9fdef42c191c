package io.aitta.load;

import io.aitta.console.OperatorException;
import io.aitta.console.Terminal;
import io.aitta.load.rest.Answer;
import io.aitta.load.source.BadLines;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a load was given and has not done: counted by kind, the first of each shown. Thread-safe.
 */
final class Undone implements BadLines {
  private static final int SHOWN = 20;

  private final Terminal terminal;
  private final Tolerance tolerance;
  private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);

  Undone(Terminal terminal, Tolerance tolerance) {
    this.terminal = terminal;
    this.tolerance = tolerance;
  }

  /** Why something was not done. */
  enum Kind {
    /** The source makes no sense there, or cannot be read. */
    BAD("bad lines", "bad line(s)", "mend those, or let them pass with --lenient"),
    /** The cluster has answered that it does not do it. */
    REFUSED("refused", "refused", Kind.LOAD_AGAIN),
    /** The cluster was not there for it until the deadline; nothing was done. */
    UNANSWERED("unanswered", "unanswered", Kind.LOAD_AGAIN),
    /** It was sent, and whether it was done cannot be known. */
    UNKNOWN("unknown", "of unknown outcome", Kind.LOAD_AGAIN),
    /** A link of a directory that leads out of it or nowhere. No failure. */
    SKIPPED("skipped", "skipped", "");

    private static final String LOAD_AGAIN =
        "see above what the cluster answers, and load those again";

    private final String fact;
    private final String words;
    private final String advice;

    Kind(String fact, String words, String advice) {
      this.fact = fact;
      this.words = words;
      this.advice = advice;
    }
  }

  /**
   * Takes note of a line of the source that makes no sense.
   *
   * @throws OperatorException when the load is strict
   */
  @Override
  public void add(long line, String reason) {
    add(Kind.BAD, "line " + line, reason);
  }

  /** Takes note of a file or folder that cannot be read. */
  void add(Path file, String reason) {
    add(Kind.BAD, file.toString(), reason);
  }

  /** Takes note of what the cluster has not done. */
  void add(String place, Answer<?> answer, String reason) {
    add(kind(answer), place, reason);
  }

  private static Kind kind(Answer<?> answer) {
    if (answer.isNotYetDone()) {
      return Kind.UNANSWERED;
    }
    return answer.isUnknown() ? Kind.UNKNOWN : Kind.REFUSED;
  }

  /**
   * Takes note of anything.
   *
   * @param place where it stands in the source
   * @throws OperatorException when the load is strict
   */
  synchronized void add(Kind kind, String place, String reason) {
    if (tolerance == Tolerance.STRICT && kind != Kind.SKIPPED) {
      throw new OperatorException(
          place + ": " + reason + "; mend it, or leave --strict out to go on without it");
    }
    long count = counts.merge(kind, 1L, Long::sum);
    if (count <= SHOWN) {
      terminal.err().println(place + ": " + reason);
    } else if (count == SHOWN + 1) {
      terminal.err().println("(more that are " + kind.words + " are counted, but not shown)");
    }
  }

  synchronized long count(Kind kind) {
    return counts.getOrDefault(kind, 0L);
  }

  /** The kinds that there were, a fact a line. */
  synchronized String report() {
    StringBuilder lines = new StringBuilder();
    counts.forEach(
        (kind, count) -> lines.append(String.format(Locale.ROOT, "%-12s %,d%n", kind.fact, count)));
    return lines.toString();
  }

  /** A sentence that counts each kind of failure and says what to do; empty if there is none. */
  synchronized Optional<String> sentence(Path source) {
    List<Kind> failures = counts.keySet().stream().filter(this::isFailure).toList();
    if (failures.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        "not all of %s was loaded: %s; %s"
            .formatted(
                source,
                failures.stream()
                    .map(kind -> count(kind) + " " + kind.words)
                    .collect(Collectors.joining(", ")),
                failures.stream()
                    .map(kind -> kind.advice)
                    .distinct()
                    .collect(Collectors.joining("; "))));
  }

  private boolean isFailure(Kind kind) {
    boolean passes = kind == Kind.BAD && tolerance == Tolerance.LENIENT;
    return kind != Kind.SKIPPED && !passes;
  }
}
