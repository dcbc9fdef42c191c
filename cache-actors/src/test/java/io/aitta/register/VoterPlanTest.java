package io.aitta.register;

import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.core.register.model.Generation;
import io.aitta.core.register.model.VoterId;
import io.aitta.register.VoterPlan.Nominee;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class VoterPlanTest {
  private static final int NODES = 8;

  @Test
  void wanted_moreAndMoreNodes_oneTwoThreeThreeFive() {
    assertThat(IntStream.rangeClosed(1, 7).map(VoterPlan::sizeFor))
        .containsExactly(1, 2, 3, 3, 5, 5, 5);
    for (int nodes = 1; nodes <= 7; nodes++) {
      Nominee[] all =
          IntStream.range(0, nodes).mapToObj(VoterPlanTest::there).toArray(Nominee[]::new);
      assertThat(wanted(of(0), all)).hasSize(VoterPlan.sizeFor(nodes)).contains(voter(0));
    }
  }

  @Test
  void wanted_voterGone_isReplacedByTheOldestOther() {
    assertThat(wanted(of(0, 1, 2), there(0), there(2), there(5), there(4)))
        .containsExactly(voter(0), voter(2), voter(5));
  }

  @Test
  void wanted_voterGoneAndNobodyElse_isDropped() {
    assertThat(wanted(of(0, 1, 2), there(0), there(2))).containsExactly(voter(0), voter(2));
    assertThat(wanted(of(0, 1), there(1))).containsExactly(voter(1));
  }

  @Test
  void wanted_silentNode_becomesNoVoterButStaysOne() {
    assertThat(wanted(of(0), there(0), new Nominee(voter(1), true, false)))
        .containsExactly(voter(0));
    assertThat(wanted(of(0), there(0), new Nominee(voter(1), false, true)))
        .containsExactly(voter(0));
    assertThat(wanted(of(0, 1), there(0), new Nominee(voter(1), false, false)))
        .containsExactly(voter(0), voter(1));
  }

  @Test
  void wanted_fiveBecomeFour_theUnreachableGoFirst() {
    assertThat(
            wanted(
                of(0, 1, 2, 3, 4),
                there(0),
                new Nominee(voter(1), false, true),
                there(2),
                there(3)))
        .containsExactly(voter(0), voter(2), voter(3));
  }

  @Test
  void wanted_sameNameAgain_votesOnceAndTheVoterStays() {
    VoterId namesake = new VoterId(voter(0).name(), new UUID(7, 7));
    assertThat(wanted(of(0), new Nominee(namesake, true, true), there(0), there(1)))
        .containsExactly(voter(0), voter(1));
  }

  @Test
  void wanted_nobodyThere_nothingChanges() {
    assertThat(wanted(of(0, 1))).containsExactly(voter(0), voter(1));
  }

  @Property
  void wanted_anyNodes_isABoundedSetOfThoseThatCan(
      @ForAll("presents") Generation present, @ForAll("nominees") List<Nominee> nominees) {
    SortedSet<VoterId> wanted = VoterPlan.wanted(present, nominees);
    List<Nominee> able =
        nominees.stream()
            .filter(it -> present.has(it.voter()) || (it.reachable() && it.answers()))
            .toList();

    assertThat(wanted)
        .hasSize(able.isEmpty() ? present.voters().size() : VoterPlan.sizeFor(able.size()));
    if (!able.isEmpty()) {
      assertThat(able).extracting(Nominee::voter).containsAll(wanted);
    }
  }

  @Property
  void wanted_anyNodes_keepsVotersThatCanStay(
      @ForAll("presents") Generation present, @ForAll("nominees") List<Nominee> nominees) {
    Set<VoterId> wanted = VoterPlan.wanted(present, nominees);
    List<VoterId> fine = nominees.stream().map(Nominee::voter).filter(present::has).toList();

    assertThat(fine.stream().filter(wanted::contains))
        .hasSize(Math.min(fine.size(), fine.isEmpty() ? 0 : wanted.size()));
  }

  @Property
  void wanted_oncePlanned_staysAsItIs(
      @ForAll("presents") Generation present, @ForAll("nominees") List<Nominee> nominees) {
    Generation next = present.next(VoterPlan.wanted(present, nominees));

    assertThat(VoterPlan.wanted(next, nominees)).isEqualTo(next.voters());
  }

  @Provide
  Arbitrary<Generation> presents() {
    return Arbitraries.integers()
        .between(0, NODES - 1)
        .set()
        .ofMinSize(1)
        .ofMaxSize(Generation.MAX_VOTERS)
        .map(numbers -> of(numbers.stream().mapToInt(Integer::intValue).toArray()));
  }

  @Provide
  Arbitrary<List<Nominee>> nominees() {
    Arbitrary<Set<Integer>> numbers = Arbitraries.integers().between(0, NODES - 1).set();
    return Combinators.combine(numbers, Arbitraries.randoms())
        .as(
            (chosen, random) -> {
              List<Nominee> nominees = new ArrayList<>();
              for (int number : chosen) {
                nominees.add(
                    new Nominee(voter(number), random.nextInt(4) > 0, random.nextInt(4) > 0));
              }
              return nominees;
            });
  }

  private static SortedSet<VoterId> wanted(Generation present, Nominee... nominees) {
    return VoterPlan.wanted(present, List.of(nominees));
  }

  private static Nominee there(int number) {
    return new Nominee(voter(number), true, true);
  }

  private static Generation of(int... numbers) {
    TreeSet<VoterId> voters = new TreeSet<>();
    Arrays.stream(numbers).forEach(number -> voters.add(voter(number)));
    return new Generation(3, voters);
  }

  private static VoterId voter(int number) {
    return new VoterId("node-" + number, new UUID(1, number));
  }
}
