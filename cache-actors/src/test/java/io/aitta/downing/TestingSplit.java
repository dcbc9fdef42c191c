package io.aitta.downing;

import io.aitta.directory.Electorate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.pekko.actor.Address;
import org.apache.pekko.cluster.UniqueAddress;

/**
 * Members of a cluster that lose sight of each other, in one thread and by a time of their own.
 * Each tells whom it does not reach to those it reaches and who reach it, and they pass it on; what
 * was heard of somebody stays as it was when nothing comes from there any more. Members are
 * numbered from the oldest on, and the older has the greater address.
 */
final class TestingSplit {
  static final Duration STABLE_AFTER = Duration.ofSeconds(5);
  private static final long STEP = STABLE_AFTER.dividedBy(10).toNanos();

  private final int size;
  private final Electorate electorate;
  private final LongPredicate[][] marks;
  private final List<Side> sides = new ArrayList<>();
  private final List<Act> acts = new ArrayList<>();
  private long time;

  /** What one member knows, and what it makes of it. */
  private static final class Side {
    private final Downing downing = new Downing(STABLE_AFTER);
    private final Map<Integer, Word> heard = new HashMap<>();
    private final Set<Integer> down = new HashSet<>();
    private boolean stopped;
    private Verdict verdict = new Verdict.Nothing();
  }

  /** What one member said last of whom it does not reach. */
  private record Word(long at, Set<Integer> unreachable) {}

  /** One had others removed. */
  record Act(int actor, Set<Integer> part, Set<Integer> gone) {}

  /**
   * A cluster whose links are whole.
   *
   * @param voters how many vote, the oldest
   */
  TestingSplit(int size, int voters) {
    this.size = size;
    this.electorate =
        new Electorate(
            voters, Set.copyOf(all(it -> it < voters).mapToObj(it -> node(it)).toList()));
    this.marks = new LongPredicate[size][size];
    for (int i = 0; i < size; i++) {
      sides.add(new Side());
    }
  }

  static UniqueAddress node(int number) {
    return new UniqueAddress(new Address("pekko", "aitta", "host", 2000 - number), (long) number);
  }

  /** From now on the first does not reach the second at these times, in nanoseconds. */
  void mark(int observer, int subject, LongPredicate when) {
    marks[observer][subject] = when;
  }

  /** From now on neither reaches the other; so it is too when messages are lost one way only. */
  void cut(int one, int other) {
    mark(one, other, at -> true);
    mark(other, one, at -> true);
  }

  /** From now on the two reach each other. */
  void heal(int one, int other) {
    mark(one, other, at -> false);
    mark(other, one, at -> false);
  }

  void run(Duration duration) {
    for (long end = time + duration.toNanos(); time < end; time += STEP) {
      tell();
      all(this::lives).forEach(this::look);
    }
  }

  List<Act> acts() {
    return acts;
  }

  /** Who has learned that it was removed. */
  Set<Integer> stopped() {
    return numbers(it -> sides.get(it).stopped);
  }

  /** Who waits. */
  Set<Integer> waiting() {
    return numbers(it -> lives(it) && sides.get(it).verdict instanceof Verdict.Wait);
  }

  private void look(int member) {
    Side side = sides.get(member);
    Set<Address> seenBy =
        around(member).stream().map(it -> node(it).address()).collect(Collectors.toSet());
    side.verdict = side.downing.look(time, sight(member), seenBy);
    if (side.verdict instanceof Verdict.LetGo letGo) {
      acts.add(new Act(member, numbers(letGo.part()), numbers(letGo.gone())));
      side.down.addAll(numbers(letGo.gone()));
      tell();
    }
  }

  private Sight sight(int member) {
    Side side = sides.get(member);
    Set<BrokenLink> broken = new HashSet<>();
    side.heard.forEach(
        (observer, word) ->
            word.unreachable().stream()
                .filter(subject -> !side.down.contains(observer) && !side.down.contains(subject))
                .map(subject -> BrokenLink.between(node(observer), node(subject)))
                .forEach(broken::add));
    return new Sight(
        node(member),
        all(it -> !side.down.contains(it)).mapToObj(it -> node(it)).toList(),
        List.of(),
        broken,
        electorate);
  }

  /** What is said goes as far as links are whole, at once. */
  private void tell() {
    for (int member = 0; member < size; member++) {
      int from = member;
      Word word = new Word(time, numbers(subject -> marks(from, subject)));
      sides.get(from).heard.put(from, word);
    }
    for (int member : all(this::lives).toArray()) {
      around(member).forEach(other -> hear(sides.get(member), sides.get(other)));
    }
    all(it -> sides.get(it).down.contains(it)).forEach(it -> sides.get(it).stopped = true);
  }

  private static void hear(Side side, Side other) {
    side.down.addAll(other.down);
    Map.copyOf(other.heard)
        .forEach(
            (observer, word) ->
                side.heard.merge(observer, word, (old, news) -> old.at() < news.at() ? news : old));
  }

  private boolean lives(int member) {
    return !sides.get(member).stopped;
  }

  private boolean marks(int observer, int subject) {
    return marks[observer][subject] != null && marks[observer][subject].test(time);
  }

  private boolean reach(int one, int other) {
    return !marks(one, other) && !marks(other, one);
  }

  /** Whom that one hears, by way of others too, itself included. */
  private Set<Integer> around(int member) {
    Set<Integer> around = new TreeSet<>(Set.of(member));
    List<Integer> added = List.of(member);
    while (!added.isEmpty()) {
      List<Integer> latest = added;
      added =
          all(this::lives)
              .filter(it -> !around.contains(it))
              .filter(it -> latest.stream().anyMatch(known -> reach(known, it)))
              .boxed()
              .toList();
      around.addAll(added);
    }
    return around;
  }

  private IntStream all(IntPredicate which) {
    return IntStream.range(0, size).filter(which);
  }

  private Set<Integer> numbers(IntPredicate which) {
    return all(which).boxed().collect(Collectors.toCollection(TreeSet::new));
  }

  private Set<Integer> numbers(Collection<UniqueAddress> nodes) {
    return numbers(it -> nodes.contains(node(it)));
  }
}
