package io.aitta.transfer.resume;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Places that an export has come by, always its beginning and its last one: a listing cannot go on
 * in the middle of a partition that has another owner since, but maybe from a little before. They
 * are bounded in number; the older, the fewer.
 */
public final class Marks {
  private static final int MOST = 48;
  private static final int LATE = 16;

  private final List<Mark> marks = new ArrayList<>();

  /** Begins at a place. */
  public Marks(Mark beginning) {
    marks.add(beginning);
  }

  /**
   * Places as they were.
   *
   * @throws IllegalArgumentException when there is none
   */
  Marks(List<Mark> known) {
    if (known.isEmpty()) {
      throw new IllegalArgumentException("no mark");
    }
    marks.addAll(known);
  }

  /** The last place. */
  public Mark last() {
    return marks.get(marks.size() - 1);
  }

  /**
   * Some of those before the last one, in ever larger steps, the latest first and the beginning
   * last: few enough to ask for each.
   */
  public List<Mark> steps() {
    List<Mark> earlier = earlier();
    List<Mark> steps = new ArrayList<>();
    for (int at = 0; at < earlier.size() - 1; at = 2 * at + 1) {
      steps.add(earlier.get(at));
    }
    if (!earlier.isEmpty()) {
      steps.add(earlier.get(earlier.size() - 1));
    }
    return steps;
  }

  /** Those before the last one, the latest first. */
  public List<Mark> earlier() {
    List<Mark> earlier = new ArrayList<>(marks.subList(0, marks.size() - 1));
    Collections.reverse(earlier);
    return earlier;
  }

  /** Comes by another place. */
  public void add(Mark mark) {
    marks.add(mark);
    if (marks.size() > MOST) {
      thinOut();
    }
  }

  /** Forgets what comes after one of the places. */
  public void goBackTo(Mark mark) {
    while (marks.size() > 1 && !last().equals(mark)) {
      marks.remove(marks.size() - 1);
    }
  }

  List<Mark> all() {
    return Collections.unmodifiableList(marks);
  }

  /** Leaves out every other of those between the first and the late ones. */
  private void thinOut() {
    int late = marks.size() - LATE;
    List<Mark> kept = new ArrayList<>();
    for (int i = 0; i < marks.size(); i++) {
      if (i >= late || i % 2 == 0) {
        kept.add(marks.get(i));
      }
    }
    marks.clear();
    marks.addAll(kept);
  }
}
