package io.aitta.register;

import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.core.register.model.Generation;
import io.aitta.core.register.model.VoterId;
import io.aitta.core.replication.configuration.Configuration;
import io.aitta.register.ConfigurationRegister.Answer;
import io.aitta.register.ConfigurationRegister.Answer.Decided;
import io.aitta.register.ConfigurationRegister.Answer.Undecided;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Registrars of several nodes, in one thread and with a time of their own. */
class RegistrarTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration MOMENT = Duration.ofMillis(500);

  static LongStream seeds() {
    return LongStream.rangeClosed(1, Long.getLong("aitta.register.seeds", 20));
  }

  private TestingCluster cluster = new TestingCluster(1);

  @Test
  void firstMember_alone_foundsTheRegisterAndDecides() {
    TestingMember a = cluster.join("a");
    Configuration first = Configuration.first(1, a.id());

    awaitVoters(a);
    assertThat(a.generation()).map(Generation::number).contains(1L);
    assertThat(decided(a.propose(3, Optional.empty(), first))).contains(first);
    assertThat(decided(a.read(3))).contains(first);
    assertThat(decided(a.read(4))).isEmpty();
  }

  @Test
  void secondMember_votesWithoutDelay() {
    awaitVoters(cluster.join("a"));
    TestingMember b = cluster.join("b");
    cluster.run(Duration.ofMillis(150));

    assertThat(b.generation())
        .map(Generation::voters)
        .hasValueSatisfying(voters -> assertThat(voters).hasSize(2));
  }

  @Test
  void members_moreAndMore_oneTwoThreeThreeFiveVote() {
    TestingMember a = cluster.join("a");
    awaitVoters(a);
    TestingMember b = cluster.join("b");
    awaitVoters(a, b);
    TestingMember c = cluster.join("c");
    awaitVoters(a, b, c);
    TestingMember d = cluster.join("d");
    cluster.run(LONG);
    awaitVoters(a, b, c);
    TestingMember e = cluster.join("e");
    awaitVoters(a, b, c, d, e);
    cluster.join("f");
    cluster.run(LONG);

    awaitVoters(a, b, c, d, e);
    assertThat(cluster.members()).allMatch(member -> member == a || member.changes() == 0);
  }

  @Test
  void allMembers_atOnce_haveOneRegister() {
    start(5);

    assertThat(cluster.members()).allMatch(member -> member.contradictions().isEmpty());
    Configuration first = Configuration.first(1, member(2).id());
    assertThat(decided(member(2).propose(9, Optional.empty(), first))).contains(first);
    for (TestingMember each : cluster.members()) {
      assertThat(decided(each.read(9))).contains(first);
    }
  }

  @Test
  void calls_beforeAnyVotersAreKnown_waitAndAreAnswered() {
    TestingMember a = cluster.join("a");
    TestingMember b = cluster.join("b");
    List<Answer> answers = b.read(1);

    assertThat(answers).isEmpty();
    awaitVoters(a, b);
    assertThat(decided(answers)).isEmpty();
  }

  @Test
  void calls_whileNobodyIsKnown_endUndecidedAtTheirDeadline() {
    cluster.join("a").stop();
    TestingMember b = cluster.join("b");
    List<Answer> answers = b.read(1);

    cluster.run(TestingMember.TIMEOUT.minusMillis(1));
    assertThat(answers).isEmpty();
    cluster.run(Duration.ofMillis(1));
    assertThat(answers).hasSize(1).first().isInstanceOf(Undecided.class);
    assertThat(reason(answers)).contains("no voters are known");
  }

  @Test
  void youngerMember_whileTheOldestIsSilent_foundsNothing() {
    TestingMember a = cluster.join("a");
    cluster.crash(a);
    TestingMember b = cluster.join("b");
    cluster.run(LONG);
    assertThat(b.generation()).isEmpty();
    a.isLeaving();
    cluster.run(LONG);
    assertThat(b.generation()).isEmpty();

    cluster.remove(a);
    awaitVoters(b);
  }

  @Test
  void joiner_ofARunningCluster_neverFounds() {
    start(3);
    cluster.run(LONG);
    Generation before = member(0).generation().orElseThrow();
    TestingMember d = cluster.join("d");
    cluster.run(LONG);

    assertThat(d.generation()).contains(before);
  }

  @Test
  void voter_leaves_isReplacedByAnotherBeforeItGoes() {
    start(4);
    assertThat(member(1).registrar().isDispensable()).isFalse();
    member(1).leave();

    awaitVoters(member(0), member(2), member(3));
    assertThat(member(1).registrar().isDispensable()).isTrue();
  }

  @Test
  void oldest_leaves_theNextOneSeesToTheVoters() {
    start(3);
    cluster.run(Duration.ofSeconds(1));
    member(0).leave();
    cluster.run(Duration.ofMillis(150));

    assertThat(member(1).generation()).map(Generation::voters).contains(voters(1, 2));
    assertThat(member(1).changes()).isOne();
    assertThat(member(0).registrar().isDispensable()).isTrue();
  }

  @Test
  void lastMember_leaves_isDispensable() {
    start(1);
    member(0).leave();
    cluster.run(MOMENT);

    assertThat(member(0).registrar().isDispensable()).isTrue();
  }

  @Test
  void oneOfThree_dies_isReplacedAndNothingIsLost() {
    start(4);
    Configuration first = Configuration.first(1, member(0).id());
    decided(member(0).propose(7, Optional.empty(), first));
    TestingMember dead = member(1);
    cluster.crash(dead);
    cluster.proveDead(dead);

    awaitVoters(member(0), member(1), member(2));
    assertThat(decided(member(2).read(7))).contains(first);
  }

  @Test
  void oneOfThree_isRemovedWithoutProof_isReplacedToo() {
    start(3);
    TestingMember gone = member(0);
    cluster.crash(gone);
    cluster.remove(gone);

    awaitVoters(member(0), member(1));
  }

  @Test
  void oneOfTwo_provenDead_theOtherGoesOnAlone() {
    start(2);
    Configuration first = Configuration.first(1, member(0).id());
    decided(member(0).propose(7, Optional.empty(), first));
    cluster.run(Duration.ofSeconds(1));
    TestingMember dead = member(0);
    cluster.crash(dead);
    cluster.proveDead(dead);

    assertThat(decided(member(0).read(7))).contains(first);
    awaitVoters(member(0));
  }

  @RepeatedTest(200)
  void oneOfThree_leavesWhileAnotherDies_theLastGoesOnAlone(RepetitionInfo seed) {
    cluster = new TestingCluster(seed.getCurrentRepetition());
    start(3);
    int leaver = cluster.random().nextInt(3);
    TestingMember leaving = member(leaver);
    TestingMember dead = member((leaver + 1 + cluster.random().nextInt(2)) % 3);
    leaving.leave();
    cluster.run(Duration.ofMillis(cluster.random().nextInt(180)));
    cluster.crash(dead);
    cluster.run(Duration.ofMillis(cluster.random().nextInt(100)));
    cluster.proveDead(dead);
    TestingMember last = cluster.living().stream().filter(it -> it != leaving).toList().get(0);

    awaitVoters(last);
    assertThat(leaving.registrar().isDispensable()).isTrue();
    assertThat(decided(last.read(7))).isEmpty();
  }

  @RepeatedTest(100)
  void secondOfTwo_diesWhileItBecomesAVoter_theFirstGoesOnAlone(RepetitionInfo seed) {
    cluster = new TestingCluster(seed.getCurrentRepetition());
    start(1);
    TestingMember second = cluster.join("node-1");
    cluster.run(Duration.ofMillis(cluster.random().nextInt(180)));
    cluster.crash(second);
    cluster.proveDead(second);

    awaitVoters(member(0));
    assertThat(decided(member(0).read(7))).isEmpty();
  }

  @Test
  void oneOfTwo_silentWithoutProof_nothingIsDecided() {
    start(2);
    cluster.run(Duration.ofSeconds(1));
    TestingMember silent = member(0);
    cluster.isolate(silent);
    List<Answer> answers = member(1).read(7);
    cluster.run(TestingMember.TIMEOUT);

    assertThat(reason(answers)).contains("its deadline passed", "generation 2");
    cluster.run(LONG);
    assertThat(answers(member(1).read(7))).first().isInstanceOf(Undecided.class);

    cluster.reconnect(silent);
    cluster.run(Duration.ofSeconds(10));
    assertThat(decided(member(1).read(7))).isEmpty();
  }

  @Test
  void oneOfTwo_removedWithoutProof_theOtherStaysUndecided() {
    start(2);
    cluster.run(Duration.ofSeconds(1));
    TestingMember gone = member(0);
    cluster.crash(gone);
    cluster.remove(gone);
    cluster.run(LONG);

    assertThat(answers(member(0).read(7))).first().isInstanceOf(Undecided.class);
  }

  @Test
  void newVoter_thatDoesNotAnswer_isNotAskedToVote() {
    TestingMember a = cluster.join("a");
    awaitVoters(a);
    TestingMember b = cluster.join("b");
    cluster.runUntil(() -> b.generation().isPresent(), LONG);
    cluster.crash(b);
    cluster.run(LONG);

    awaitVoters(a);
    assertThat(decided(a.read(1))).isEmpty();
  }

  @Test
  void manyCalls_togetherAndOfOneKey_areAllAnswered() {
    start(3);
    Configuration first = Configuration.first(1, member(0).id());
    List<List<Answer>> all = new ArrayList<>();
    for (int key = 0; key < 100; key++) {
      all.add(member(key % 3).propose(key % 70, Optional.empty(), first));
    }
    cluster.run(TestingMember.TIMEOUT);

    assertThat(all).allSatisfy(answers -> assertThat(answers).containsExactly(decided(first)));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void unsteadyRoad_andDeaths_eachVersionIsDecidedOnce(long seed) {
    cluster = new TestingCluster(seed);
    start(5);
    cluster.unsteady(0.1, 0.1);
    Rivals rivals = new Rivals(cluster);
    for (int round = 0; round < 60; round++) {
      rivals.propose(round % 3);
      if (round % 20 == 10) {
        TestingMember dead = cluster.living().get(cluster.random().nextInt(2));
        cluster.crash(dead);
        cluster.proveDead(dead);
        cluster.remove(dead);
      }
    }
    cluster.unsteady(0, 0);

    awaitVoters(member(0), member(1));
    assertThat(cluster.living()).allMatch(member -> member.contradictions().isEmpty());
    assertThat(rivals.decided()).as("seed %d", seed).hasSizeGreaterThan(10);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void membersComeAndGo_onAnUnsteadyRoad_neverMakeTwoRegisters(long seed) {
    cluster = new TestingCluster(seed);
    cluster.unsteady(0.3, 0.1);
    for (int round = 0; round < 40; round++) {
      if (cluster.members().size() < 4) {
        cluster.join("node-" + round);
      }
      cluster.run(Duration.ofMillis(cluster.random().nextInt(300)));
      if (cluster.random().nextInt(3) == 0) {
        TestingMember oldest = cluster.members().get(0);
        cluster.crash(oldest);
        cluster.remove(oldest);
      }
    }
    cluster.run(LONG);

    assertThat(cluster.living()).allMatch(member -> member.contradictions().isEmpty());
    assertThat(cluster.living().stream().map(TestingMember::generation).distinct()).hasSize(1);
  }

  private void start(int size) {
    for (int i = 0; i < size; i++) {
      cluster.join("node-" + i);
    }
    awaitVoters(
        cluster.members().stream().limit(VoterPlan.sizeFor(size)).toArray(TestingMember[]::new));
  }

  private SortedSet<VoterId> voters(int one, int other) {
    return new TreeSet<>(List.of(member(one).voter(), member(other).voter()));
  }

  private TestingMember member(int index) {
    return cluster.living().get(index);
  }

  private void awaitVoters(TestingMember... members) {
    Set<Object> wanted =
        Arrays.stream(members).map(TestingMember::voter).collect(Collectors.toSet());
    Predicate<Generation> right = known -> known.voters().equals(wanted);
    assertThat(
            cluster.runUntil(
                () ->
                    cluster.living().stream()
                        .allMatch(it -> it.generation().filter(right).isPresent()),
                LONG))
        .as(() -> "voters: " + cluster.living().stream().map(TestingMember::generation).toList())
        .isTrue();
  }

  private List<Answer> answers(List<Answer> answers) {
    cluster.runUntil(() -> !answers.isEmpty(), TestingMember.TIMEOUT);
    assertThat(answers).hasSize(1);
    return answers;
  }

  private Optional<Configuration> decided(List<Answer> answers) {
    assertThat(answers(answers)).first().isInstanceOf(Decided.class);
    return ((Decided) answers.get(0)).current();
  }

  private static Answer decided(Configuration current) {
    return new Decided(Optional.of(current));
  }

  private static String reason(List<Answer> answers) {
    return ((Undecided) answers.get(0)).reason();
  }
}
