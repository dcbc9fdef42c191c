package io.aitta.http;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.IntPredicate;

/** What waits for nodes that never come back, and its end by an operator's word. Thread-safe. */
public interface Losses {
  /**
   * The partitions that nobody leads and that wait for one of these nodes, or, with none named, for
   * any.
   *
   * @return fails with {@link Refused} where one of them is, or may be, a member
   */
  CompletionStage<List<Lost>> of(Set<String> nodes);

  /**
   * Has those begin empty that wait for these nodes alone: what was in them is lost.
   *
   * @param which the partitions it may be
   * @return those that begin; fails as the other does
   */
  CompletionStage<List<Lost>> giveUp(Set<String> nodes, IntPredicate which);

  /** What becomes of a partition that nobody leads. */
  enum Fate {
    LOST("lost"),
    WAITS_FOR_OTHERS("waits-for-others"),
    COMES_BACK("comes-back"),
    UNDECIDED("undecided");

    private final String text;

    Fate(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }

  /**
   * A partition that nobody leads.
   *
   * @param epoch the latest that was decided; 0 where that is not known
   * @param copies the names of the nodes whose copies count
   * @param waitsFor those of them that are not there
   */
  record Lost(int partition, long epoch, List<String> copies, List<String> waitsFor, Fate fate) {
    public Lost {
      copies = List.copyOf(copies);
      waitsFor = List.copyOf(waitsFor);
      requireNonNull(fate, "fate is null");
    }
  }

  /** A node that was to be given up is there, or may be: nothing was done. */
  final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    public Refused(String sentence) {
      super(sentence);
    }
  }
}
