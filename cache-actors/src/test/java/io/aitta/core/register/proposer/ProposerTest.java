package io.aitta.core.register.proposer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aitta.core.register.message.VoterMessage.Seal;
import io.aitta.core.register.model.Generation;
import io.aitta.core.register.model.ProposerId;
import io.aitta.core.register.model.RegisterValue;
import io.aitta.core.register.model.TwoVoterPolicy;
import io.aitta.core.register.proposer.Change.Read;
import io.aitta.core.register.proposer.Change.Swap;
import io.aitta.core.register.proposer.Outcome.Decided;
import io.aitta.core.register.proposer.Outcome.Unknown;
import io.aitta.core.register.proposer.ProposerInput.Learned;
import io.aitta.core.register.proposer.ProposerInput.ProvenDead;
import io.aitta.core.register.proposer.ProposerInput.ReplaceVoters;
import io.aitta.core.register.proposer.ProposerInput.Submit;
import io.aitta.core.register.proposer.ProposerInput.Tick;
import io.aitta.core.register.proposer.ProposerOutput.Entered;
import io.aitta.core.register.proposer.ProposerOutput.Finished;
import io.aitta.core.register.proposer.ProposerOutput.Send;
import io.aitta.core.register.proposer.ProposerOutput.VotersReplaced;
import io.aitta.core.register.proposer.ProposerOutput.VotersUnknown;
import io.aitta.core.register.voter.Acceptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ProposerTest {
  private static final long SECOND = 1_000_000_000;
  private static final RegisterValue ONE = RegisterValue.copyOf(new byte[] {1});
  private static final RegisterValue TWO = RegisterValue.copyOf(new byte[] {2});

  private final TestingVoters voters = new TestingVoters(TwoVoterPolicy.PROVEN_DEAD, "a", "b", "c");
  private final Proposer proposer = proposer("p", voters.first("a", "b", "c"));
  private long calls;

  @Test
  void emptyKey_hasNoValue() {
    assertThat(outcomes(proposer, new Read(0))).containsExactly(decided());
  }

  @Test
  void swap_takesEffectWhereTheExpectedIs() {
    assertThat(outcomes(proposer, swap(0, ONE))).containsExactly(decided(ONE));
    assertThat(outcomes(proposer, swap(0, TWO))).containsExactly(decided(ONE));
    Change next = new Swap(0, Optional.of(ONE), TWO);
    assertThat(outcomes(proposer, next)).containsExactly(decided(TWO));
  }

  @Test
  void manyKeys_takeTwoMessagesAVoter() {
    Change[] changes = new Change[64];
    for (int key = 0; key < changes.length; key++) {
      changes[key] = swap(key, ONE);
    }
    assertThat(outcomes(proposer, changes)).hasSize(64).containsOnly(decided(ONE));
    assertThat(voters.messages()).isEqualTo(6);
  }

  @Test
  void oneVoterDown_isNotNoticed() {
    voters.stop("b");
    assertThat(outcomes(proposer, swap(0, ONE))).containsExactly(decided(ONE));
  }

  @Test
  void twoVotersDown_isUnknownAtTheDeadline() {
    voters.stop("b");
    voters.stop("c");
    assertThat(talk(proposer, 0, submit(swap(0, ONE)))).isEmpty();
    List<ProposerOutput> told = runUntilTold(proposer);
    Unknown unknown = (Unknown) ((Finished) told.get(0)).outcomes().get(0);
    assertThat(unknown.reason()).contains("deadline passed", "generation 1", "2 are needed");
    assertThat(proposer.wakeAt()).isEmpty();
  }

  @Test
  void newerBallotSeen_theNextAttemptGoesBeyond() {
    Proposer rival = proposer("rival", voters.first("a", "b", "c"));
    for (int i = 0; i < 5; i++) {
      outcomes(rival, new Read(0));
    }
    assertThat(talk(proposer, 0, submit(swap(0, ONE)))).isEmpty();
    Finished finished = (Finished) runUntilTold(proposer).get(0);
    assertThat(finished.outcomes().get(0)).isEqualTo(decided(ONE));
  }

  @Test
  void tooManyCalls_endAtOnceWithNothingSent() {
    ProposerSettings narrow = new ProposerSettings(SECOND, 1, 1, 5, 1, SECOND);
    Proposer busy = proposer("busy", voters.first("a", "b", "c"), narrow);
    assertThat(busy.step(0, submit(new Read(0)))).hasSize(3);
    List<ProposerOutput> told = busy.step(0, submit(new Read(0)));
    Unknown unknown = (Unknown) ((Finished) told.get(0)).outcomes().get(0);
    assertThat(told).hasSize(1);
    assertThat(unknown.reason()).contains("nothing was sent");
  }

  @Test
  void attempts_areBounded() {
    voters.stop("b");
    voters.stop("c");
    ProposerSettings brief = new ProposerSettings(1000, 1, 1, 3, 5, SECOND);
    Proposer impatient = proposer("brief", voters.first("a", "b", "c"), brief);
    talk(impatient, 0, submit(new Read(0)));
    Finished finished = (Finished) runUntilTold(impatient).get(0);
    assertThat(((Unknown) finished.outcomes().get(0)).reason()).contains("after 3 attempts");
  }

  @Test
  void growthAndShrinking_keepEveryValue() {
    Proposer one = proposer("one", voters.first("a"));
    outcomes(one, swap(0, ONE), swap(1, TWO));
    assertThat(replace(one, "a", "b", "c").voters()).isEqualTo(voters.ids("a", "b", "c"));
    assertThat(replace(one, "b", "c").number()).isEqualTo(3);
    voters.stop("a");
    assertThat(outcomes(one, new Read(0), new Read(1))).containsExactly(decided(ONE), decided(TWO));
  }

  @Test
  void staleProposer_findsTheActiveGeneration() {
    replace(proposer, "b");
    Proposer late = proposer("late", voters.first("a", "b", "c"));
    Finished finished = (Finished) last(talk(late, 0, submit(swap(0, ONE))));
    assertThat(finished.outcomes().get(0)).isEqualTo(decided(ONE));
    assertThat(late.generation()).isEqualTo(proposer.generation());
  }

  @Test
  void learnedGeneration_isEntered() {
    Generation next = proposer.generation().next(voters.ids("b"));
    assertThat(proposer.step(0, new Learned(next))).containsExactly(new Entered(next));
    assertThat(proposer.step(0, new Learned(voters.first("a")))).isEmpty();
    assertThat(proposer.generation()).isEqualTo(next);
  }

  @Test
  void abandonedChange_isFinishedByTheNextWhoComes() {
    Generation next = proposer.generation().next(voters.ids("b"));
    outcomes(proposer, swap(0, ONE));
    for (String name : List.of("a", "b")) {
      voters.get(name).step(new Seal(proposer.generation(), next));
    }
    talk(proposer, 0, submit(new Read(0)));
    Finished finished = (Finished) last(runUntilTold(proposer, 2));
    assertThat(finished.outcomes().get(0)).isEqualTo(decided(ONE));
    assertThat(proposer.generation()).isEqualTo(next);
  }

  @Test
  void secondReplacement_waitsForItsTurn() {
    voters.stop("b");
    voters.stop("c");
    talk(proposer, 0, new ReplaceVoters(1, voters.ids("a"), SECOND));
    List<ProposerOutput> told = talk(proposer, 0, new ReplaceVoters(2, voters.ids("b"), SECOND));
    assertThat(((VotersUnknown) told.get(0)).reason()).contains("being replaced already");
    VotersUnknown first = (VotersUnknown) runUntilTold(proposer).get(0);
    assertThat(first.call()).isEqualTo(1);
    assertThat(first.reason()).contains("no successor of generation 1");
  }

  @Test
  void deadVoterOfTwo_isReplacedByTheOther() {
    Proposer two = proposer("two", voters.first("a", "b"));
    outcomes(two, swap(0, ONE));
    Acceptor a = voters.get("a");
    a.onResponse(voters.get("b").answer(a.greet().get(0)).orElseThrow());
    voters.stop("b");
    a.onProvenDead(voters.process("b"));
    talk(two, 0, new ProvenDead(voters.process("b")));
    assertThat(replace(two, "a").voters()).isEqualTo(voters.ids("a"));
    assertThat(outcomes(two, new Read(0))).containsExactly(decided(ONE));
  }

  @Test
  void twoChangesOfOneKey_areRefused() {
    assertThatThrownBy(() -> submit(new Read(0), swap(0, ONE)))
        .hasMessageContaining("two changes of one key");
    assertThatThrownBy(() -> new Read(-1)).hasMessageContaining("0 to 4095, not -1");
  }

  private Generation replace(Proposer by, String... names) {
    calls++;
    ReplaceVoters wish = new ReplaceVoters(calls, voters.ids(names), SECOND);
    return ((VotersReplaced) last(talk(by, 0, wish))).active();
  }

  private List<Outcome> outcomes(Proposer by, Change... changes) {
    Finished finished = (Finished) last(talk(by, 0, submit(changes)));
    return List.copyOf(finished.outcomes().values());
  }

  private Submit submit(Change... changes) {
    calls++;
    return new Submit(calls, List.of(changes), SECOND);
  }

  private List<ProposerOutput> talk(Proposer by, long now, ProposerInput input) {
    return voters.talk(by, now, input);
  }

  private List<ProposerOutput> runUntilTold(Proposer by) {
    return runUntilTold(by, 1);
  }

  private List<ProposerOutput> runUntilTold(Proposer by, int count) {
    List<ProposerOutput> told = new ArrayList<>();
    while (told.size() < count) {
      told.addAll(talk(by, by.wakeAt().orElseThrow(), new Tick()));
    }
    return told;
  }

  private static ProposerOutput last(List<ProposerOutput> told) {
    assertThat(told).isNotEmpty().noneMatch(Send.class::isInstance);
    return told.get(told.size() - 1);
  }

  private static Proposer proposer(String name, Generation start) {
    return proposer(name, start, ProposerSettings.DEFAULT);
  }

  private static Proposer proposer(String name, Generation start, ProposerSettings settings) {
    ProposerId id = new ProposerId(name, new UUID(name.hashCode(), 7));
    return new Proposer(
        id, start, TwoVoterPolicy.PROVEN_DEAD, settings, new SplittableRandom(name.hashCode()));
  }

  private static Change swap(int key, RegisterValue next) {
    return new Swap(key, Optional.empty(), next);
  }

  private static Outcome decided(RegisterValue... value) {
    return new Decided(value.length == 0 ? Optional.empty() : Optional.of(value[0]));
  }
}
