package io.aitta.core.register.proposer;

import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.core.register.message.VoterMessage;
import io.aitta.core.register.message.VoterMessage.Accept;
import io.aitta.core.register.message.VoterMessage.Prepare;
import io.aitta.core.register.message.VoterMessage.Seal;
import io.aitta.core.register.message.VoterMessage.SealAlone;
import io.aitta.core.register.message.VoterReply.Promises;
import io.aitta.core.register.message.VoterReply.Sealed;
import io.aitta.core.register.model.Accepted;
import io.aitta.core.register.model.Ballot;
import io.aitta.core.register.model.Generation;
import io.aitta.core.register.model.ProposerId;
import io.aitta.core.register.model.RegisterValue;
import io.aitta.core.register.model.VoterId;
import io.aitta.core.register.proposer.ProposerOutput.Send;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A generation of two that is over before it has begun. */
class SuccessionTest {
  private static final long SOON = 1_000;
  private static final long LATE = 1_000_000_000;
  private static final VoterId A = new VoterId("a", new UUID(1, 1));
  private static final VoterId B = new VoterId("b", new UUID(2, 2));
  private static final VoterId C = new VoterId("c", new UUID(3, 3));
  private static final Generation THREE = new Generation(1, new TreeSet<>(List.of(A, B, C)));
  private static final Generation TWO = THREE.next(List.of(A, B));
  private static final Generation ONE = TWO.next(List.of(B));
  private static final RegisterValue OLD = RegisterValue.copyOf(new byte[] {1});
  private static final RegisterValue NEW = RegisterValue.copyOf(new byte[] {2});
  private static final ProposerId SELF = new ProposerId("b", new UUID(5, 5));

  private final Desk desk =
      Desk.of(SELF, new ProposerSettings(SOON, 1, 2, 60, 64, LATE), new SplittableRandom(1));
  private final List<VoterMessage> messages = new ArrayList<>();
  private final Succession succession = new Succession(desk, THREE, TWO, Set.of(A), 0, LATE);

  @Test
  void survivor_isAskedToEndWhatHasNotBegun_onceTheOldGenerationIsSealed() {
    succession.onTime(1);
    assertThat(sent(SealAlone.class)).isEmpty();
    sealThree();
    succession.onTime(1 + SOON);

    assertThat(sent(SealAlone.class)).containsExactly(new SealAlone(TWO, ONE));
  }

  @Test
  void endOfWhatHasNotBegun_saysNothingOfTheGenerationBefore() {
    succession.onSealed(1, sealed(B, TWO, ONE, Map.of(7, NEW)));
    succession.onTime(1);
    assertThat(sent(Seal.class)).contains(new Seal(THREE, TWO), new Seal(TWO, ONE));
    assertThat(sent(Prepare.class)).isEmpty();

    sealThree();
    assertThat(sent(Prepare.class)).first().extracting(Prepare::generation).isEqualTo(ONE);
  }

  @Test
  void successor_inheritsFromBoth_andTheLaterOneGoesFirst() {
    sealThree();
    desk.outbox().drain();
    succession.onSealed(2, sealed(B, TWO, ONE, Map.of(7, NEW)));
    Prepare prepare = sent(Prepare.class).get(0);
    TreeMap<Integer, Optional<Accepted>> nothing = new TreeMap<>();
    prepare.keys().forEach(key -> nothing.put(key, Optional.empty()));
    Promises promises = new Promises(B, ONE.number(), prepare.ballot(), nothing, new TreeMap<>());
    succession.installation().orElseThrow().onPromises(3, promises);

    assertThat(sent(Accept.class).get(0).values())
        .containsEntry(6, Optional.of(OLD))
        .containsEntry(7, Optional.of(NEW));
  }

  private void sealThree() {
    Map<Integer, RegisterValue> values = Map.of(6, OLD, 7, OLD);
    succession.onSealed(1, sealed(B, THREE, TWO, values));
    succession.onSealed(1, sealed(C, THREE, TWO, values));
  }

  private static Sealed sealed(
      VoterId from, Generation over, Generation next, Map<Integer, RegisterValue> values) {
    TreeMap<Integer, Accepted> votes = new TreeMap<>();
    Ballot ballot = new Ballot(1, SELF);
    values.forEach((key, value) -> votes.put(key, new Accepted(ballot, Optional.of(value))));
    return new Sealed(from, over.number(), next, votes);
  }

  /** What was sent of that kind, each message once. */
  private <M extends VoterMessage> List<M> sent(Class<M> kind) {
    desk.outbox().drain().forEach(output -> messages.add(((Send) output).message()));
    return messages.stream().filter(kind::isInstance).map(kind::cast).distinct().toList();
  }
}
