package io.aitta.downing;

import static io.aitta.downing.TestingSplit.node;
import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.directory.Electorate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.pekko.actor.Address;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole clusters that lose sight of each other, in every shape of two to five members. */
class DowningTest {
  private static final Duration ENOUGH = TestingSplit.STABLE_AFTER.multipliedBy(2);

  /** Members and voters: as many as nodes would have, fewer, and one that is no member any more. */
  static Stream<Arguments> sizes() {
    return Stream.of(
        Arguments.of(2, 2),
        Arguments.of(2, 1),
        Arguments.of(3, 3),
        Arguments.of(3, 2),
        Arguments.of(4, 3),
        Arguments.of(4, 4),
        Arguments.of(5, 5));
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void anyLinksBroken_onePartAtMostGoesOn_andOnlyWithAMajority(int members, int voters) {
    List<Set<Integer>> pairs = pairs(members);
    for (int shape = 0; shape < 1 << pairs.size(); shape++) {
      Set<Set<Integer>> broken = chosen(pairs, shape);
      TestingSplit split = new TestingSplit(members, voters);
      broken.forEach(pair -> split.cut(first(pair), second(pair)));

      split.run(ENOUGH);

      assertGoesOn(split, members, voters, broken);
    }
  }

  /** For a while one may miss another that misses nobody, and tells nobody of it. */
  @ParameterizedTest
  @MethodSource("sizes")
  void anyMarksOfOneEnd_onePartAtMostGoesOn_andOnlyWithAMajority(int members, int voters) {
    List<Set<Integer>> pairs = pairs(members);
    Random random = new Random(7);
    for (int shape = 0; shape < 500; shape++) {
      TestingSplit split = new TestingSplit(members, voters);
      for (Set<Integer> pair : pairs) {
        markPerhaps(random, split, first(pair), second(pair));
        markPerhaps(random, split, second(pair), first(pair));
      }

      split.run(ENOUGH);

      assertThat(split.acts()).as("shape %d", shape).hasSizeLessThan(2);
      for (TestingSplit.Act act : split.acts()) {
        assertThat(act.part()).contains(act.actor());
        assertThat(isMajority(act.part(), voters)).isTrue();
      }
    }
  }

  private static void markPerhaps(Random random, TestingSplit split, int observer, int subject) {
    if (random.nextInt(4) == 0) {
      split.mark(observer, subject, at -> true);
    }
  }

  @ParameterizedTest
  @CsvSource({"3, 3", "4, 3", "5, 5"})
  void oneLinkBroken_exactlyOneOfItsEndsGoes_theYounger(int members, int voters) {
    for (Set<Integer> pair : pairs(members)) {
      TestingSplit split = new TestingSplit(members, voters);
      split.cut(first(pair), second(pair));

      split.run(ENOUGH);

      assertThat(split.stopped()).containsExactly(second(pair));
      assertThat(split.acts()).hasSize(1);
    }
  }

  @Test
  void chainOfThree_theMiddleAndTheOlderEndGoOn() {
    TestingSplit split = new TestingSplit(3, 3);
    split.cut(0, 2);
    split.run(ENOUGH);
    assertThat(split.acts())
        .singleElement()
        .satisfies(act -> assertThat(act.gone()).containsExactly(2));
  }

  @Test
  void twoOfTwo_bothWait_andGoOnWhenTheCutHeals() {
    TestingSplit split = new TestingSplit(2, 2);
    split.cut(0, 1);
    split.run(Duration.ofMinutes(10));
    assertThat(split.waiting()).containsExactly(0, 1);

    split.heal(0, 1);
    split.run(ENOUGH);

    assertThat(split.acts()).isEmpty();
    assertThat(split.waiting()).isEmpty();
  }

  @Test
  void evenSplitOfFour_theSideWithTwoOfThreeVotersGoesOn() {
    TestingSplit split = new TestingSplit(4, 3);
    for (int left : List.of(0, 3)) {
      split.cut(left, 1);
      split.cut(left, 2);
    }
    split.run(ENOUGH);
    assertThat(split.acts())
        .singleElement()
        .satisfies(act -> assertThat(act.part()).containsExactly(1, 2));
    assertThat(split.waiting()).containsExactly(0, 3);
    assertThat(split.stopped()).isEmpty();
  }

  @Test
  void everyoneAlone_allWait_andNobodyGoesWhenLinksComeBackOneByOne() {
    TestingSplit split = new TestingSplit(3, 3);
    pairs(3).forEach(pair -> split.cut(first(pair), second(pair)));
    split.run(Duration.ofMinutes(5));
    assertThat(split.waiting()).containsExactly(0, 1, 2);

    for (Set<Integer> pair : pairs(3)) {
      split.heal(first(pair), second(pair));
      split.run(Duration.ofSeconds(2));
    }
    split.run(ENOUGH);

    assertThat(split.acts()).isEmpty();
    assertThat(split.waiting()).isEmpty();
  }

  static LongStream seeds() {
    return LongStream.rangeClosed(1, Long.getLong("aitta.downing.seeds", 20));
  }

  /** Not everybody notices at the same time. */
  @ParameterizedTest
  @MethodSource("seeds")
  void oneIsSilent_noticedAtDifferentTimes_onlyThatOneGoes(long seed) {
    Random random = new Random(seed);
    int members = 3 + random.nextInt(3);
    int silent = random.nextInt(members);
    TestingSplit split = new TestingSplit(members, members == 4 ? 3 : members);
    silence(split, members, silent, Duration.ZERO, random);

    split.run(ENOUGH);

    assertThat(split.acts())
        .singleElement()
        .satisfies(act -> assertThat(act.gone()).containsExactly(silent));
  }

  /** Links between the others come and go all the time, each at its own pace. */
  @ParameterizedTest
  @MethodSource("seeds")
  void oneIsSilent_inAClusterWithoutRest_onlyThatOneGoes_withinBounds(long seed) {
    Random random = new Random(seed);
    int members = 4 + random.nextInt(2);
    int silent = random.nextInt(members);
    TestingSplit split = new TestingSplit(members, members == 4 ? 3 : members);
    pairs(members).stream()
        .filter(pair -> !pair.contains(silent))
        .forEach(pair -> flap(split, first(pair), second(pair), random));
    silence(split, members, silent, Duration.ofSeconds(random.nextInt(40)), random);

    split.run(Duration.ofMinutes(4));

    assertThat(split.acts())
        .singleElement()
        .satisfies(act -> assertThat(act.gone()).containsExactly(silent));
  }

  private static void silence(
      TestingSplit split, int members, int silent, Duration from, Random random) {
    for (int other : IntStream.range(0, members).filter(it -> it != silent).toArray()) {
      long there = from.toMillis() + random.nextInt(2_000);
      long here = from.toMillis() + random.nextInt(2_000);
      split.mark(other, silent, at -> at / 1_000_000 >= there);
      split.mark(silent, other, at -> at / 1_000_000 >= here);
    }
  }

  /** Broken for less than five seconds at a time, then whole for one at least. */
  private static void flap(TestingSplit split, int one, int other, Random random) {
    long broken = 500L + random.nextInt(4_000);
    long period = broken + 1_000L + random.nextInt(3_000);
    long shift = random.nextInt(10_000);
    split.mark(one, other, at -> (at / 1_000_000 + shift) % period < broken);
  }

  @Test
  void passing_outOfReachOfOneThatStays_goes_andOthersStay() {
    Downing downing = new Downing(TestingSplit.STABLE_AFTER);
    Sight sight =
        new Sight(
            node(0),
            List.of(node(0), node(1)),
            List.of(node(5), node(6)),
            Set.of(BrokenLink.between(node(1), node(6))),
            new Electorate(2, Set.of(node(0), node(1))));

    Verdict verdict = steady(downing, sight, seenBy(0, 1));

    assertThat(verdict).isEqualTo(new Verdict.LetGo(Set.of(node(6)), List.of(node(0), node(1))));
  }

  @Test
  void oneOfThoseWhoStay_hasNotSeenTheSame_nothingIsDoneYet() {
    Downing downing = new Downing(TestingSplit.STABLE_AFTER);
    Sight sight =
        new Sight(
            node(0),
            List.of(node(0), node(1), node(2)),
            List.of(),
            Set.of(BrokenLink.between(node(0), node(2)), BrokenLink.between(node(1), node(2))),
            new Electorate(3, Set.of(node(0), node(1), node(2))));

    assertThat(steady(downing, sight, seenBy(0))).isEqualTo(new Verdict.Nothing());
    assertThat(steady(downing, sight, seenBy(0, 1))).isInstanceOf(Verdict.LetGo.class);
  }

  @Test
  void voterThatIsNoMemberAnyMore_countsAgainstAMajority() {
    Downing downing = new Downing(TestingSplit.STABLE_AFTER);
    Sight sight =
        new Sight(
            node(0),
            List.of(node(0), node(1)),
            List.of(),
            Set.of(BrokenLink.between(node(0), node(1))),
            new Electorate(3, Set.of(node(0), node(1))));

    assertThat(steady(downing, sight, seenBy(0)))
        .isInstanceOfSatisfying(
            Verdict.Wait.class,
            wait ->
                assertThat(wait.why())
                    .contains("3 voters", "aitta@host:1999, aitta@host:2000", "proven dead"));
  }

  private long time;

  private Verdict steady(Downing downing, Sight sight, Set<Address> seenBy) {
    Verdict verdict = downing.look(time, sight, seenBy);
    for (int i = 0; i < 10; i++) {
      time += TestingSplit.STABLE_AFTER.dividedBy(10).toNanos();
      verdict = downing.look(time, sight, seenBy);
    }
    return verdict;
  }

  private static Set<Address> seenBy(int... members) {
    return Set.copyOf(IntStream.of(members).mapToObj(it -> node(it).address()).toList());
  }

  /** By trying all sets of members. */
  private static void assertGoesOn(
      TestingSplit split, int members, int voters, Set<Set<Integer>> broken) {
    List<Set<Integer>> able =
        IntStream.range(0, 1 << members)
            .mapToObj(set -> members(members, set))
            .filter(set -> isMajority(set, voters))
            .filter(set -> broken.stream().noneMatch(set::containsAll))
            .toList();
    if (able.isEmpty() || broken.isEmpty()) {
      assertThat(split.acts()).as("broken: %s", broken).isEmpty();
      assertThat(split.stopped()).isEmpty();
      assertThat(split.waiting()).hasSize(broken.isEmpty() ? 0 : members);
      return;
    }
    int most = able.stream().mapToInt(Set::size).max().orElseThrow();
    assertThat(split.acts())
        .as("broken: %s", broken)
        .singleElement()
        .satisfies(
            act -> {
              assertThat(able).contains(act.part());
              assertThat(act.part()).hasSize(most).contains(act.actor());
              assertThat(act.gone())
                  .hasSize(members - most)
                  .doesNotContainAnyElementsOf(act.part());
              assertThat(split.stopped()).doesNotContainAnyElementsOf(act.part());
              assertThat(split.waiting()).doesNotContainAnyElementsOf(act.part());
            });
  }

  private static boolean isMajority(Set<Integer> members, int voters) {
    return 2 * members.stream().filter(it -> it < voters).count() > voters;
  }

  private static Set<Integer> members(int size, int set) {
    return new TreeSet<>(
        IntStream.range(0, size).filter(it -> (set >> it & 1) == 1).boxed().toList());
  }

  private static List<Set<Integer>> pairs(int members) {
    List<Set<Integer>> pairs = new ArrayList<>();
    for (int one = 0; one < members; one++) {
      for (int other = one + 1; other < members; other++) {
        pairs.add(new TreeSet<>(Set.of(one, other)));
      }
    }
    return pairs;
  }

  private static Set<Set<Integer>> chosen(List<Set<Integer>> pairs, int shape) {
    return Set.copyOf(
        IntStream.range(0, pairs.size())
            .filter(i -> (shape >> i & 1) == 1)
            .mapToObj(pairs::get)
            .toList());
  }

  private static int first(Set<Integer> pair) {
    return pair.stream().min(Integer::compare).orElseThrow();
  }

  private static int second(Set<Integer> pair) {
    return pair.stream().max(Integer::compare).orElseThrow();
  }
}
