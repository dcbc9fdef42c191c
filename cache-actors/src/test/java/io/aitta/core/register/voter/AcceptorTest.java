package io.aitta.core.register.voter;

import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.core.register.message.Purpose;
import io.aitta.core.register.message.VoterMessage;
import io.aitta.core.register.message.VoterMessage.Accept;
import io.aitta.core.register.message.VoterMessage.Activate;
import io.aitta.core.register.message.VoterMessage.Prepare;
import io.aitta.core.register.message.VoterMessage.Seal;
import io.aitta.core.register.message.VoterReply;
import io.aitta.core.register.message.VoterReply.Activated;
import io.aitta.core.register.message.VoterReply.Promises;
import io.aitta.core.register.message.VoterReply.Refused;
import io.aitta.core.register.message.VoterReply.Sealed;
import io.aitta.core.register.message.VoterReply.Superseded;
import io.aitta.core.register.message.VoterReply.Votes;
import io.aitta.core.register.model.Accepted;
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
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AcceptorTest {
  private static final VoterId SELF = new VoterId("a", new UUID(1, 1));
  private static final VoterId OTHER = new VoterId("b", new UUID(2, 2));
  private static final Generation FIRST = new Generation(1, new TreeSet<>(List.of(SELF)));
  private static final Generation SECOND = FIRST.next(List.of(SELF, OTHER));
  private static final RegisterValue ONE = RegisterValue.copyOf(new byte[] {1});

  private final TestingDisk disk = new TestingDisk();
  private Acceptor acceptor = start();

  @Test
  void prepare_isGrantedAndForced() {
    int forced = disk.forces();
    Promises promises = (Promises) acceptor.step(prepare(FIRST, 1, 0, 1));
    assertThat(promises.granted()).containsOnlyKeys(0, 1);
    assertThat(disk.forces()).isEqualTo(forced + 1);
  }

  @Test
  void lowerBallot_isPreemptedKeyByKey() {
    acceptor.step(prepare(FIRST, 5, 0));
    Promises promises = (Promises) acceptor.step(prepare(FIRST, 4, 0, 1));
    assertThat(promises.granted()).containsOnlyKeys(1);
    assertThat(promises.preempted()).containsEntry(0, ballot(5));
  }

  @Test
  void acceptBelowThePromise_isNoVote() {
    acceptor.step(prepare(FIRST, 5, 0));
    Votes votes = (Votes) acceptor.step(accept(FIRST, 4, 0));
    assertThat(votes.accepted()).isEmpty();
    assertThat(votes.preempted()).containsEntry(0, ballot(5));
  }

  @Test
  void repeatedMessages_areAnsweredAlikeAndWriteNothing() {
    VoterReply promises = acceptor.step(prepare(FIRST, 5, 0));
    VoterReply votes = acceptor.step(accept(FIRST, 5, 0));
    int forced = disk.forces();
    assertThat(acceptor.step(accept(FIRST, 5, 0))).isEqualTo(votes);
    assertThat(((Promises) acceptor.step(prepare(FIRST, 5, 0))).ballot())
        .isEqualTo(((Promises) promises).ballot());
    assertThat(disk.forces()).isEqualTo(forced);
  }

  @Test
  void restart_keepsEveryPromiseAndVote() {
    acceptor.step(accept(FIRST, 5, 0));
    acceptor.step(prepare(FIRST, 7, 0, 1));
    disk.crash(new SplittableRandom(0));
    acceptor = start();
    Promises promises = (Promises) acceptor.step(prepare(FIRST, 6, 0, 1));
    assertThat(promises.preempted()).containsOnlyKeys(0, 1);
    promises = (Promises) acceptor.step(prepare(FIRST, 8, 0));
    assertThat(promises.granted().get(0)).contains(new Accepted(ballot(5), Optional.of(ONE)));
  }

  @Test
  void fullDisk_stepsBackForGood() {
    acceptor.step(prepare(FIRST, 1, 0));
    disk.fail();
    assertThat(acceptor.step(accept(FIRST, 1, 0))).isInstanceOf(Refused.class);
    Refused refused = (Refused) acceptor.step(prepare(FIRST, 1, 0));
    assertThat(refused.reason()).contains("stepped back", "No space left", "restart the node");
    assertThat(acceptor.failure()).contains(refused.reason());
  }

  @Test
  void seal_tellsAllAndEndsTheGeneration() {
    acceptor.step(accept(FIRST, 5, 0));
    Sealed sealed = (Sealed) acceptor.step(new Seal(FIRST, SECOND));
    assertThat(sealed.records()).containsEntry(0, new Accepted(ballot(5), Optional.of(ONE)));
    acceptor = start();
    assertThat(acceptor.step(accept(FIRST, 9, 0)))
        .isEqualTo(new Superseded(SELF, 1, SECOND, false));
    assertThat(acceptor.step(new Seal(FIRST, SECOND))).isEqualTo(sealed);
  }

  @Test
  void activation_forgetsWhatWasBefore() {
    acceptor.step(accept(FIRST, 5, 0));
    acceptor.step(new Seal(FIRST, SECOND));
    assertThat(acceptor.step(new Activate(SECOND))).isEqualTo(new Activated(SELF, 2));
    assertThat(acceptor.active()).contains(SECOND);
    Superseded later = new Superseded(SELF, 1, SECOND, true);
    assertThat(acceptor.step(new Seal(FIRST, SECOND))).isEqualTo(later);
    assertThat(acceptor.step(prepare(FIRST, 9, 0))).isEqualTo(later);
  }

  @Test
  void installation_doesNotActivate() {
    acceptor.step(prepare(FIRST, 1, 0));
    acceptor.step(message(Purpose.INSTALL, SECOND, 1, 0));
    assertThat(acceptor.active()).contains(FIRST);
    acceptor.step(prepare(SECOND, 2, 0));
    assertThat(acceptor.active()).contains(SECOND);
  }

  @Test
  void strangersGeneration_isRefused() {
    Generation without = new Generation(1, new TreeSet<>(List.of(OTHER)));
    Refused refused = (Refused) acceptor.step(prepare(without, 1, 0));
    assertThat(refused.reason()).contains("is no voter of generation 1");
  }

  @Test
  void otherClustersGeneration_isRefused() {
    acceptor.step(prepare(FIRST, 1, 0));
    Generation other = new Generation(1, SECOND.voters());
    Refused refused = (Refused) acceptor.step(prepare(other, 2, 0));
    assertThat(refused.reason()).contains("knows generation 1");
  }

  @Test
  void earlierRegister_isRefusedAndNotLedAway() {
    Generation later = Generation.first(1, SELF);
    acceptor.step(prepare(later, 1, 0));
    for (VoterMessage message :
        List.of(prepare(FIRST, 2, 0), new Seal(FIRST, SECOND), new Activate(FIRST))) {
      assertThat(acceptor.step(message))
          .isInstanceOfSatisfying(
              Refused.class,
              refused -> assertThat(refused.reason()).contains("is of another register"));
    }
    assertThat(acceptor.active()).contains(later);
  }

  @Test
  void laterRegister_isTakenPartIn() {
    acceptor.step(prepare(FIRST, 1, 0));
    Generation later = Generation.first(1, SELF);
    assertThat(acceptor.step(new Activate(later))).isEqualTo(new Activated(SELF, later.number()));
    Promises promises = (Promises) acceptor.step(prepare(later, 2, 0));
    assertThat(promises.granted().get(0)).isEmpty();
  }

  @Test
  void voterThatStepsBack_refusesWithThatReason() {
    acceptor.stepBack("not wanted");
    assertThat(acceptor.step(prepare(FIRST, 1, 0))).isEqualTo(new Refused(SELF, 1, "not wanted"));
    assertThat(acceptor.greet()).isEmpty();
  }

  @Test
  void manyChanges_keepTheLogShort() {
    for (int counter = 1; counter < 2000; counter++) {
      acceptor.step(prepare(FIRST, counter, 0));
      acceptor.step(accept(FIRST, counter, 0));
    }
    assertThat(disk.length("voter.log")).isLessThan(5000);
    acceptor = start();
    Promises promises = (Promises) acceptor.step(prepare(FIRST, 2000, 0));
    assertThat(promises.granted().get(0)).contains(new Accepted(ballot(1999), Optional.of(ONE)));
  }

  private Acceptor start() {
    try {
      VoterLog log = VoterLog.open(disk, "a", SELF::storage, 4000);
      VoterProcess process = new VoterProcess(SELF, new UUID(9, 9));
      return new Acceptor(process, log, TwoVoterPolicy.MAJORITY);
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static Ballot ballot(long counter) {
    return new Ballot(counter, new ProposerId("p", new UUID(5, 5)));
  }

  private static VoterMessage prepare(Generation generation, long counter, Integer... keys) {
    return message(Purpose.ORDINARY, generation, counter, keys);
  }

  private static VoterMessage message(
      Purpose purpose, Generation generation, long counter, Integer... keys) {
    return new Prepare(generation, purpose, ballot(counter), new TreeSet<>(List.of(keys)));
  }

  private static VoterMessage accept(Generation generation, long counter, int key) {
    TreeMap<Integer, Optional<RegisterValue>> values = new TreeMap<>();
    values.put(key, Optional.of(ONE));
    return new Accept(generation, Purpose.ORDINARY, ballot(counter), values);
  }
}
