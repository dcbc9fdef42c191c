package io.aitta.register;

import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.core.register.model.Generation;
import io.aitta.core.register.model.VoterId;
import io.aitta.core.replication.configuration.Configuration;
import io.aitta.register.ConfigurationRegister.Answer;
import io.aitta.register.ConfigurationRegister.Answer.Decided;
import io.aitta.register.ConfigurationRegister.Answer.Undecided;
import io.aitta.voter.TestingDisk;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Registrars whose voters' words are on disks, which outlive their processes, and fail. */
class DurableRegistrarTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration PAIRING = Duration.ofSeconds(1);

  static LongStream seeds() {
    return LongStream.rangeClosed(1, Long.getLong("aitta.register.seeds", 20));
  }

  static IntStream writes() {
    return IntStream.rangeClosed(0, 24);
  }

  private final Map<String, TestingDisk> disks = new TreeMap<>();
  private TestingCluster cluster = new TestingCluster(1);

  @Test
  void allStopped_startedAgain_goOnWhereTheyWere() {
    List<TestingMember> before = start("a", "b", "c");
    Configuration first = decideFirst(7);
    Generation generation = member(0).generation().orElseThrow();
    stopAll();

    List<TestingMember> after = start("a", "b", "c");
    assertThat(after.stream().map(TestingMember::voter))
        .isEqualTo(before.stream().map(TestingMember::voter).toList());
    assertThat(member(1).generation()).contains(generation);
    assertThat(decided(member(1).read(7))).contains(first);
    assertThat(after).allMatch(member -> member.changes() == 0);
  }

  @Test
  void oneOfThree_startedAlone_waitsAndSaysForWhomAndFoundsNothing() {
    start("a", "b", "c");
    Configuration first = decideFirst(7);
    Generation generation = member(0).generation().orElseThrow();
    stopAll();

    TestingMember a = join("a");
    cluster.run(LONG);
    assertThat(a.generation()).contains(generation);
    assertThat(answers(a.read(7))).first().isInstanceOf(Undecided.class);
    assertThat(a.standstill())
        .hasValueSatisfying(
            now -> {
              assertThat(now.waitsFor()).extracting(VoterId::name).containsExactly("b", "c");
              assertThat(now.sentence()).contains("it waits for [b#", "aitta.register.directory");
            });

    join("b");
    cluster.run(PAIRING);
    assertThat(decided(a.read(7))).contains(first);
    assertThat(a.standstill()).isEmpty();
  }

  @Test
  void onlyVoter_startedAgain_goesOnAtOnce() {
    start("a");
    Configuration first = decideFirst(7);
    stopAll();

    assertThat(decided(join("a").read(7))).contains(first);
  }

  @Test
  void twoOfThree_killedAtOnce_startedAgain_theRegisterDecidesAgain() {
    start("a", "b", "c");
    Configuration first = decideFirst(7);
    kill(member(0));
    kill(member(0));
    cluster.run(LONG);
    TestingMember survivor = member(0);
    assertThat(answers(survivor.read(7))).first().isInstanceOf(Undecided.class);
    assertThat(survivor.standstill()).isPresent();

    join("a");
    join("b");
    awaitVoters(member(0), member(1), member(2));
    assertThat(decided(survivor.read(7))).contains(first);
    cluster.run(PAIRING);
    assertThat(survivor.standstill()).isEmpty();
  }

  @Test
  void twoOfThree_inMemoryKilledAtOnce_theSurvivorSaysThatNothingIsDecided() {
    cluster.join("a");
    cluster.join("b");
    TestingMember survivor = cluster.join("c");
    awaitVoters(member(0), member(1), survivor);
    kill(member(0));
    kill(member(0));
    cluster.run(StandstillWatch.PATIENCE.minusMillis(200));
    assertThat(survivor.standstill()).isEmpty();

    cluster.join("a");
    cluster.join("b");
    cluster.run(LONG);
    assertThat(cluster.members())
        .allSatisfy(
            member ->
                assertThat(member.standstill())
                    .hasValueSatisfying(now -> assertThat(now.waitsFor()).hasSize(2)));
    assertThat(answers(survivor.read(7))).first().isInstanceOf(Undecided.class);
  }

  @ParameterizedTest
  @MethodSource("writes")
  void voter_whoseDiskFailsAtAnyWrite_isReplacedAndNothingIsLost(int writes) {
    start("a", "b", "c", "d");
    TestingMember failing = member(1);
    disks.get("b").failAfter(writes);
    Configuration last = decideMany(30);

    assertThat(failing.steppedBack())
        .hasValueSatisfying(
            reason -> assertThat(reason).contains("No space left on device", "restart the node"));
    awaitVoters(member(0), member(2), member(3));
    assertThat(decided(failing.read(7))).contains(last);
    assertThat(cluster.members()).allMatch(member -> member.standstill().isEmpty());
  }

  @ParameterizedTest
  @MethodSource("writes")
  void newVoter_whoseDiskFailsAtAnyWrite_doesNotHoldTheOthersUp(int writes) {
    start("a", "c");
    TestingMember failing = join("b");
    disks.get("b").failAfter(writes);
    Configuration last = decideMany(30);

    awaitVoters(member(0), member(1));
    assertThat(failing.steppedBack()).isPresent();
    assertThat(decided(failing.read(7))).contains(last);
  }

  @Test
  void oneOfTwo_stepsBack_theOtherGoesOnAlone() {
    start("a", "b");
    cluster.run(PAIRING);
    disks.get("b").fail();
    Configuration last = decideMany(3);

    awaitVoters(member(0));
    assertThat(decided(member(1).read(7))).contains(last);
  }

  @Test
  void oldestOfTwo_stepsBack_theOtherGoesOnAlone() {
    start("a", "b");
    cluster.run(PAIRING);
    disks.get("a").fail();
    Configuration last = decideMany(3);

    awaitVoters(member(1));
    assertThat(decided(member(0).read(7))).contains(last);
  }

  @Test
  void onlyVoter_stepsBack_decidesNothingUntilItIsStartedWithASoundDisk() {
    start("a");
    Configuration first = decideFirst(7);
    disks.get("a").fail();
    cluster.run(LONG);
    assertThat(answers(member(0).read(7))).first().isInstanceOf(Undecided.class);
    cluster.run(LONG);
    assertThat(member(0).standstill()).isPresent();
    stopAll();

    assertThat(decided(join("a").read(7))).contains(first);
  }

  @Test
  void diskOfAnEarlierRegister_joinsALaterOne_isNotGoneOnWith() {
    cluster.wallClock(1_000);
    start("a", "b", "c");
    decideFirst(7);
    stopAll();
    cluster.wallClock(5_000);
    start("x", "y");
    Configuration later = decideFirst(7);

    TestingMember a = join("a");
    awaitVoters(member(0), member(1), a);
    assertThat(decided(a.read(7))).contains(later);
  }

  @Test
  void diskOfALaterRegister_joinsARunningCluster_leadsNobodyAwayAndStepsBack() {
    TestingCluster elsewhere = new TestingCluster(2);
    elsewhere.wallClock(5_000);
    TestingMember mistaken = elsewhere.join("x", newDisk("x"));
    List<Answer> claim =
        mistaken.propose(7, Optional.empty(), Configuration.first(9, mistaken.id()));
    elsewhere.run(PAIRING);
    assertThat(claim).first().isInstanceOf(Decided.class);

    cluster.wallClock(1_000);
    TestingMember a = cluster.join("a", newDisk("a"));
    TestingMember b = cluster.join("b", newDisk("b"));
    awaitVoters(a, b);
    Configuration first = decideFirst(7);
    TestingMember x = join("x");
    cluster.run(LONG);

    awaitVoters(a, b);
    assertThat(decided(x.read(7))).contains(first);
    assertThat(decided(a.read(7))).contains(first);
    assertThat(x.steppedBack())
        .hasValueSatisfying(
            reason -> assertThat(reason).contains("another register", "empty its aitta"));
    assertThat(cluster.members()).allMatch(member -> member.contradictions().isEmpty());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void killsAndRestarts_onAnUnsteadyRoad_eachVersionIsDecidedOnce(long seed) {
    cluster = new TestingCluster(seed);
    start("a", "b", "c", "d", "e");
    cluster.unsteady(0.1, 0.1);
    Rivals rivals = new Rivals(cluster);
    for (int round = 0; round < 60; round++) {
      rivals.propose(round % 3);
      killOrStart();
    }
    cluster.unsteady(0, 0);
    stopAll();
    startOnTheirDisks();
    awaitSameGeneration();
    long known = rivals.decided().size();
    IntStream.range(0, 3).forEach(rivals::read);

    assertThat(rivals.decided()).as("seed %d", seed).hasSizeGreaterThan(10);
    assertThat(rivals.decided().size()).isLessThanOrEqualTo((int) known + 3);
    assertThat(cluster.members()).allMatch(member -> member.contradictions().isEmpty());
  }

  private void killOrStart() {
    switch (cluster.random().nextInt(8)) {
      case 0, 1 -> anyLiving().ifPresent(this::kill);
      case 2 -> anyLiving().ifPresent(member -> disks.get(member.id().node()).fail());
      case 3 -> {
        stopAll();
        startOnTheirDisks();
      }
      default -> startOnTheirDisks();
    }
  }

  private Optional<TestingMember> anyLiving() {
    List<TestingMember> living = cluster.living();
    return living.size() < 2
        ? Optional.empty()
        : Optional.of(living.get(cluster.random().nextInt(living.size())));
  }

  private void startOnTheirDisks() {
    Set<String> there =
        cluster.members().stream().map(member -> member.id().node()).collect(Collectors.toSet());
    disks.keySet().stream().filter(name -> !there.contains(name)).forEach(this::join);
  }

  /** As a crash ends it: known for certain, and what was not forced is lost. */
  private void kill(TestingMember member) {
    cluster.crash(member);
    cluster.proveDead(member);
    cluster.remove(member);
    Optional.ofNullable(disks.get(member.id().node()))
        .ifPresent(disk -> disk.crash(cluster.random()));
  }

  private void stopAll() {
    for (TestingMember member : List.copyOf(cluster.members())) {
      cluster.crash(member);
      cluster.remove(member);
      disks.get(member.id().node()).crash(cluster.random());
    }
  }

  private TestingMember join(String name) {
    return cluster.join(name, disks.computeIfAbsent(name, made -> new TestingDisk()));
  }

  private TestingDisk newDisk(String name) {
    TestingDisk disk = new TestingDisk();
    disks.put(name, disk);
    return disk;
  }

  private List<TestingMember> start(String... names) {
    List<TestingMember> started = Arrays.stream(names).map(this::join).toList();
    awaitVoters(
        started.stream().limit(VoterPlan.sizeFor(names.length)).toArray(TestingMember[]::new));
    return started;
  }

  private TestingMember member(int index) {
    return cluster.living().get(index);
  }

  private Configuration decideFirst(int key) {
    Configuration first = Configuration.first(1, member(0).id());
    assertThat(decided(member(0).propose(key, Optional.empty(), first))).contains(first);
    return first;
  }

  /** Decides one version after the other; returns the last. */
  private Configuration decideMany(int versions) {
    Configuration last = decideFirst(7);
    for (int version = 1; version < versions; version++) {
      TestingMember member = cluster.living().get(version % cluster.living().size());
      Configuration next = last.lostTo(member.id());
      assertThat(decided(member.propose(7, Optional.of(last), next))).contains(next);
      cluster.run(Duration.ofMillis(100));
      last = next;
    }
    return last;
  }

  private void awaitVoters(TestingMember... members) {
    Set<VoterId> wanted =
        Arrays.stream(members).map(TestingMember::voter).collect(Collectors.toSet());
    await(known -> known.voters().equals(wanted));
  }

  private void awaitSameGeneration() {
    assertThat(
            cluster.runUntil(
                () ->
                    cluster.living().stream()
                            .map(TestingMember::generation)
                            .distinct()
                            .filter(Optional::isPresent)
                            .count()
                        == 1,
                LONG))
        .as(this::generations)
        .isTrue();
    cluster.run(LONG);
  }

  private void await(Predicate<Generation> right) {
    assertThat(
            cluster.runUntil(
                () ->
                    cluster.living().stream()
                        .allMatch(it -> it.generation().filter(right).isPresent()),
                LONG))
        .as(this::generations)
        .isTrue();
  }

  private String generations() {
    return "voters: " + cluster.living().stream().map(TestingMember::generation).toList();
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
}
