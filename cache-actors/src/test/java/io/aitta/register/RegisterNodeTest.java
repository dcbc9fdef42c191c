package io.aitta.register;

import static io.aitta.testing.Awaiting.answerOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aitta.core.register.model.Generation;
import io.aitta.core.replication.configuration.Configuration;
import io.aitta.register.ConfigurationRegister.Answer;
import io.aitta.register.ConfigurationRegister.Answer.Decided;
import io.aitta.register.ConfigurationRegister.Answer.Undecided;
import io.aitta.testing.cluster.TestingNetwork;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.Done;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real actor systems that are one cluster; only the road between them is in memory. */
class RegisterNodeTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String PATIENT = "aitta.register.timeout = 30s";

  private final TestingNetwork network = new TestingNetwork();
  private final List<TestingRegisterNode> nodes = new ArrayList<>();

  @AfterEach
  void stopAll() {
    nodes.forEach(TestingRegisterNode::crash);
  }

  @Test
  void threeNodes_oneDies_theOthersReplaceItAndGoOn() {
    TestingRegisterNode a = start(PATIENT);
    TestingRegisterNode b = start(PATIENT);
    TestingRegisterNode c = start(PATIENT);
    awaitVoters(a, b, c);
    Configuration first = Configuration.first(1, a.member());
    assertThat(answerOf(a.propose(5, Optional.empty(), first))).isEqualTo(decided(first));

    crash(a);
    b.register().onDied(a.member());
    c.register().onDied(a.member());

    assertThat(answerOf(c.read(5))).isEqualTo(decided(first));
    Configuration second = first.lostTo(c.member());
    assertThat(answerOf(c.propose(5, Optional.of(first), second))).isEqualTo(decided(second));
    awaitVoters(b, c);
    assertThat(answerOf(b.read(5))).isEqualTo(decided(second));
    assertThat(b.register().counters().changes() + c.register().counters().changes()).isPositive();
    assertThat(c.register().counters().undecided()).isZero();
  }

  @Test
  void twoNodes_oneLeaves_isDispensableOnceTheOtherVotesAlone() {
    TestingRegisterNode a = start(PATIENT);
    TestingRegisterNode b = start(PATIENT);
    awaitVoters(a, b);

    a.announceLeaving();

    assertThat(answerOf(a.register().dispensable(PATIENCE))).isEqualTo(Done.getInstance());
    assertThat(a.register().generation())
        .map(Generation::voters)
        .hasValueSatisfying(voters -> assertThat(voters).containsExactly(b.voter()));
    crash(a);
    assertThat(answerOf(b.read(1))).isEqualTo(new Decided(Optional.empty()));
  }

  @Test
  void threeNodesOnDisk_twoAreKilledAtOnceAndStartedAgain_decideAgain(@TempDir Path disk) {
    TestingRegisterNode a = start(onDisk(disk, "a"));
    TestingRegisterNode b = start(onDisk(disk, "b"));
    TestingRegisterNode c = start(onDisk(disk, "c"));
    awaitVoters(a, b, c);
    Configuration first = Configuration.first(1, a.member());
    assertThat(answerOf(a.propose(5, Optional.empty(), first))).isEqualTo(decided(first));

    crash(a);
    crash(b);
    List.of(a, b).forEach(dead -> c.register().onDied(dead.member()));
    List.of(a, b).forEach(c::down);
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(c.register().view().standstill()).isPresent());

    TestingRegisterNode again = start(onDisk(disk, "a"));
    start(onDisk(disk, "b"));
    assertThat(again.voter()).isEqualTo(a.voter());
    assertThat(answerOf(again.read(5))).isEqualTo(decided(first));
    Configuration second = first.lostTo(c.member());
    assertThat(answerOf(c.propose(5, Optional.of(first), second))).isEqualTo(decided(second));
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(c.register().view().standstill()).isEmpty());
  }

  @Test
  void allNodesOnDisk_stoppedAndStartedAgain_goOnWhereTheyWere(@TempDir Path disk) {
    TestingRegisterNode a = start(onDisk(disk, "a"));
    TestingRegisterNode b = start(onDisk(disk, "b"));
    awaitVoters(a, b);
    Configuration first = Configuration.first(1, a.member());
    assertThat(answerOf(a.propose(5, Optional.empty(), first))).isEqualTo(decided(first));
    crash(a);
    crash(b);

    TestingRegisterNode again = start(onDisk(disk, "b"));
    start(onDisk(disk, "a"));
    assertThat(answerOf(again.read(5))).isEqualTo(decided(first));
    awaitVoters(nodes.toArray(TestingRegisterNode[]::new));
  }

  private static String onDisk(Path parent, String name) {
    return PATIENT
        + "\naitta { name = %s, register.directory = \"%s\" }"
            .formatted(name, parent.resolve(name));
  }

  @Test
  void calls_beforeThereIsACluster_endUndecidedAtTheirDeadline() {
    TestingRegisterNode alone = startAlone("aitta.register.timeout = 100ms");

    assertThat(answerOf(alone.read(1)))
        .isInstanceOfSatisfying(
            Undecided.class, end -> assertThat(end.reason()).contains("no voters are known"));
    assertThat(alone.register().generation()).isEmpty();
    assertThat(alone.register().counters().undecided()).isOne();
  }

  @Test
  void calls_tooMany_areRefusedAndTheOthersEndWithTheNode() {
    TestingRegisterNode alone = startAlone("aitta.register { timeout = 1h, max-open-calls = 2 }");
    List<CompletableFuture<Answer>> open = List.of(alone.read(1), alone.read(1));

    assertThat(answerOf(alone.read(1)))
        .isInstanceOfSatisfying(
            Undecided.class, end -> assertThat(end.reason()).contains("too many calls"));
    assertThat(alone.register().counters().refused()).isOne();
    assertThat(open).noneMatch(CompletableFuture::isDone);
    crash(alone);
    assertThat(open)
        .allSatisfy(call -> assertThat(answerOf(call)).isEqualTo(new Undecided("this node stops")));
  }

  private TestingRegisterNode startAlone(String settings) {
    TestingRegisterNode node = TestingRegisterNode.start(network, settings);
    nodes.add(node);
    return node;
  }

  private TestingRegisterNode start(String settings) {
    TestingRegisterNode node = startAlone(settings);
    node.join(nodes.get(0));
    return node;
  }

  private void crash(TestingRegisterNode node) {
    nodes.remove(node);
    node.crash();
  }

  private static void awaitVoters(TestingRegisterNode... voters) {
    for (TestingRegisterNode node : voters) {
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(node.register().generation())
                      .hasValueSatisfying(
                          known ->
                              assertThat(known.voters())
                                  .containsExactlyInAnyOrderElementsOf(
                                      Arrays.stream(voters)
                                          .map(TestingRegisterNode::voter)
                                          .toList())));
    }
  }

  private static Answer decided(Configuration current) {
    return new Decided(Optional.of(current));
  }
}
