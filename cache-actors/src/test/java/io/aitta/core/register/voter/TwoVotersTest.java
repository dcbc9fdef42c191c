package io.aitta.core.register.voter;

import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.core.register.message.Greeting;
import io.aitta.core.register.message.Purpose;
import io.aitta.core.register.message.VoterMessage.Accept;
import io.aitta.core.register.message.VoterMessage.Activate;
import io.aitta.core.register.message.VoterMessage.Prepare;
import io.aitta.core.register.message.VoterMessage.Seal;
import io.aitta.core.register.message.VoterMessage.SealAlone;
import io.aitta.core.register.message.VoterReply;
import io.aitta.core.register.message.VoterReply.Refused;
import io.aitta.core.register.message.VoterReply.Sealed;
import io.aitta.core.register.message.VoterReply.Superseded;
import io.aitta.core.register.model.Ballot;
import io.aitta.core.register.model.Generation;
import io.aitta.core.register.model.ProposerId;
import io.aitta.core.register.model.RegisterValue;
import io.aitta.core.register.model.TwoVoterPolicy;
import io.aitta.core.register.model.VoterId;
import io.aitta.core.register.model.VoterProcess;
import io.aitta.voter.TestingDisk;
import io.aitta.voter.VoterLog;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TwoVotersTest {
  private static final VoterId A = new VoterId("a", new UUID(1, 1));
  private static final VoterId B = new VoterId("b", new UUID(2, 2));
  private static final Generation BOTH = new Generation(1, new TreeSet<>(List.of(A, B)));
  private static final Generation ONLY_A = BOTH.next(List.of(A));
  private static final Generation BOTH_AGAIN = BOTH.next(List.of(A, B));

  private final TestingDisk diskOfA = new TestingDisk();
  private final TestingDisk diskOfB = new TestingDisk();
  private Acceptor a = start(A, diskOfA, 1, TwoVoterPolicy.PROVEN_DEAD);
  private Acceptor b = start(B, diskOfB, 2, TwoVoterPolicy.PROVEN_DEAD);

  @Test
  void pairedAndProvenDead_theOtherGoesOnAlone() {
    pair(a, b);
    a.onProvenDead(Set.of(b.self()));
    Sealed sealed = (Sealed) a.step(new SealAlone(BOTH, ONLY_A));
    assertThat(sealed.successor()).isEqualTo(ONLY_A);
    assertThat(a.step(prepare(5))).isEqualTo(new Superseded(A, 1, ONLY_A, false));
  }

  @Test
  void silence_provesNothing() {
    pair(a, b);
    assertRefused(a.step(new SealAlone(BOTH, ONLY_A)), "not proven dead");
  }

  @Test
  void majorityPolicy_neverGoesOnAlone() {
    a = start(A, diskOfA, 1, TwoVoterPolicy.MAJORITY);
    a.step(prepare(1));
    assertThat(a.greet()).isEmpty();
    a.onProvenDead(Set.of(b.self()));
    assertRefused(a.step(new SealAlone(BOTH, ONLY_A)), "wants a majority");
  }

  @Test
  void deadVoter_mayNotBeInTheSuccessor() {
    pair(a, b);
    a.onProvenDead(Set.of(b.self()));
    assertRefused(a.step(new SealAlone(BOTH, BOTH_AGAIN)), "dead voter again");
  }

  @Test
  void restartedVoter_isNotPaired() {
    pair(a, b);
    a = start(A, diskOfA, 3, TwoVoterPolicy.PROVEN_DEAD);
    a.onProvenDead(Set.of(b.self()));
    assertRefused(a.step(new SealAlone(BOTH, ONLY_A)), "not been paired");
  }

  @Test
  void survivorDiesAndTheOtherReturns_itWaits() {
    pair(a, b);
    a.onProvenDead(Set.of(b.self()));
    a.step(new SealAlone(BOTH, ONLY_A));
    VoterProcess deadA = a.self();
    b = start(B, diskOfB, 4, TwoVoterPolicy.PROVEN_DEAD);
    b.onProvenDead(Set.of(deadA));
    assertRefused(b.step(new SealAlone(BOTH, BOTH.next(List.of(B)))), "not been paired");
  }

  @Test
  void sealedVoter_pairsWithNobody() {
    pair(a, b);
    a.onProvenDead(Set.of(b.self()));
    a.step(new SealAlone(BOTH, ONLY_A));
    b = start(B, diskOfB, 4, TwoVoterPolicy.PROVEN_DEAD);
    assertThat(a.answer(b.greet().get(0))).isEmpty();
    assertThat(a.greet()).isEmpty();
  }

  @Test
  void greetingOfANewProcess_voidsThePairing() {
    pair(a, b);
    VoterProcess deadB = b.self();
    b = start(B, diskOfB, 4, TwoVoterPolicy.PROVEN_DEAD);
    a.answer(b.greet().get(0));
    a.onProvenDead(Set.of(deadB));
    assertRefused(a.step(new SealAlone(BOTH, ONLY_A)), "not been paired");
  }

  @Test
  void responseOfAnEarlierProcess_countsNoMore() {
    open();
    Greeting greeting = a.greet().get(0);
    Greeting.Response late = b.answer(greeting).orElseThrow();
    VoterProcess deadB = b.self();
    b = start(B, diskOfB, 4, TwoVoterPolicy.PROVEN_DEAD);
    a.answer(b.greet().get(0));
    a.onResponse(late);
    a.onProvenDead(Set.of(deadB));
    assertRefused(a.step(new SealAlone(BOTH, ONLY_A)), "not been paired");
  }

  @Test
  void responseToAnEarlierProcess_countsNot() {
    open();
    Greeting.Response late = b.answer(a.greet().get(0)).orElseThrow();
    a = start(A, diskOfA, 3, TwoVoterPolicy.PROVEN_DEAD);
    a.greet();
    a.onResponse(late);
    a.onProvenDead(Set.of(b.self()));
    assertRefused(a.step(new SealAlone(BOTH, ONLY_A)), "not been paired");
  }

  @Test
  void acceptedSuccessor_goesBeforeTheWish() {
    pair(a, b);
    TreeMap<Integer, Optional<RegisterValue>> named = new TreeMap<>();
    named.put(Generation.SUCCESSOR_KEY, Optional.of(BOTH_AGAIN.toValue()));
    a.step(new Accept(BOTH, Purpose.ORDINARY, ballot(3), named));
    a.onProvenDead(Set.of(b.self()));
    Sealed sealed = (Sealed) a.step(new SealAlone(BOTH, ONLY_A));
    assertThat(sealed.successor()).isEqualTo(BOTH_AGAIN);
  }

  @Test
  void sealedAlready_tellsTheSuccessorThereIs() {
    open();
    a.step(new Seal(BOTH, BOTH_AGAIN));
    Sealed sealed = (Sealed) a.step(new SealAlone(BOTH, ONLY_A));
    assertThat(sealed.successor()).isEqualTo(BOTH_AGAIN);
  }

  @Test
  void nextGeneration_pairsAnew() {
    pair(a, b);
    a.step(new Activate(BOTH_AGAIN));
    a.onProvenDead(Set.of(b.self()));
    Generation last = BOTH_AGAIN.next(List.of(A));
    assertRefused(a.step(new SealAlone(BOTH_AGAIN, last)), "not been paired");
  }

  @Test
  void nextGeneration_metBeforeItIsNamed_isEndedBeforeItHasBegun() {
    open();
    a.expect(BOTH_AGAIN);
    assertThat(a.haveMet(BOTH_AGAIN)).isFalse();
    meet(a, b, BOTH_AGAIN);
    meet(b, a, BOTH_AGAIN);
    assertThat(a.haveMet(BOTH_AGAIN)).isFalse();
    meet(a, b, BOTH_AGAIN);
    assertThat(a.haveMet(BOTH_AGAIN)).isTrue();
    b.onProvenDead(Set.of(a.self()));

    Generation last = BOTH_AGAIN.next(List.of(B));
    Sealed sealed = (Sealed) b.step(new SealAlone(BOTH_AGAIN, last));
    assertThat(sealed.successor()).isEqualTo(last);
  }

  @Test
  void partnerThatDied_hasToBeMetAnew() {
    open();
    a.expect(BOTH_AGAIN);
    meet(a, b, BOTH_AGAIN);
    meet(b, a, BOTH_AGAIN);
    meet(a, b, BOTH_AGAIN);
    assertThat(a.greet()).extracting(Greeting::generation).containsExactly(1L);
    a.onProvenDead(Set.of(b.self()));
    assertThat(a.haveMet(BOTH_AGAIN)).isFalse();

    b = start(B, diskOfB, 4, TwoVoterPolicy.PROVEN_DEAD);
    meet(a, b, BOTH_AGAIN);
    meet(b, a, BOTH_AGAIN);
    meet(a, b, BOTH_AGAIN);
    assertThat(a.haveMet(BOTH_AGAIN)).isTrue();
  }

  @Test
  void generationAfterTheNext_isMetAnew() {
    open();
    a.expect(BOTH_AGAIN);
    a.step(new Activate(BOTH_AGAIN));
    Generation third = BOTH_AGAIN.next(List.of(A, B));
    a.expect(third);
    assertThat(a.greet()).extracting(Greeting::generation).containsExactly(2L, 3L);
  }

  @Test
  void otherExpectations_doNotForgetAMeeting() {
    open();
    a.expect(BOTH_AGAIN);
    meet(a, b, BOTH_AGAIN);
    a.expect(BOTH.next(List.of(A, stranger(1))));
    a.step(new Activate(BOTH_AGAIN));
    a.onProvenDead(Set.of(b.self()));
    assertThat(a.step(new SealAlone(BOTH_AGAIN, BOTH_AGAIN.next(List.of(A)))))
        .isInstanceOf(Sealed.class);
  }

  @Test
  void meetingThatWasForgotten_isNotMadeByALateResponse() {
    open();
    a.expect(BOTH_AGAIN);
    Greeting.Response late = b.answer(greeting(a, BOTH_AGAIN)).orElseThrow();
    for (int i = 0; i < 8; i++) {
      a.expect(BOTH.next(List.of(A, stranger(i))));
    }
    a.expect(BOTH_AGAIN);
    a.onResponse(late);
    a.onProvenDead(Set.of(b.self()));
    assertRefused(
        a.step(new SealAlone(BOTH_AGAIN, BOTH_AGAIN.next(List.of(A)))), "not been paired");
  }

  private static VoterId stranger(int number) {
    return new VoterId("stranger" + number, new UUID(9, number));
  }

  private static Greeting greeting(Acceptor from, Generation in) {
    return from.greet().stream()
        .filter(greeting -> greeting.generation() == in.number())
        .reduce((one, later) -> later)
        .orElseThrow();
  }

  private static void meet(Acceptor one, Acceptor other, Generation in) {
    one.onResponse(other.answer(greeting(one, in)).orElseThrow());
  }

  private void pair(Acceptor one, Acceptor other) {
    open();
    one.onResponse(other.answer(one.greet().get(0)).orElseThrow());
    other.onResponse(one.answer(other.greet().get(0)).orElseThrow());
  }

  private void open() {
    a.step(prepare(1));
    b.step(prepare(1));
  }

  private static void assertRefused(VoterReply reply, String reason) {
    assertThat(((Refused) reply).reason()).contains(reason);
  }

  private static Prepare prepare(long counter) {
    return new Prepare(BOTH, Purpose.ORDINARY, ballot(counter), new TreeSet<>(List.of(0)));
  }

  private static Ballot ballot(long counter) {
    return new Ballot(counter, new ProposerId("p", new UUID(5, 5)));
  }

  private static Acceptor start(VoterId id, TestingDisk disk, long process, TwoVoterPolicy policy) {
    try {
      VoterLog log = VoterLog.open(disk, id.name(), id::storage, 4000);
      return new Acceptor(new VoterProcess(id, new UUID(process, process)), log, policy);
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
