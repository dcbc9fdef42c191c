package io.aitta.core.register.voter;

import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.core.register.message.Greeting;
import io.aitta.core.register.message.VoterMessage.Activate;
import io.aitta.core.register.message.VoterMessage.SealAlone;
import io.aitta.core.register.message.VoterReply;
import io.aitta.core.register.message.VoterReply.Sealed;
import io.aitta.core.register.model.Generation;
import io.aitta.core.register.model.TwoVoterPolicy;
import io.aitta.core.register.model.VoterId;
import io.aitta.core.register.model.VoterProcess;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Two voters that greet, die, return and try to go on alone, in random order, with greetings and
 * answers of any age, before their generation is active and after: never may both have gone on
 * alone.
 */
class TwoVotersWalkTest {
  private static final int WALKS = 20_000;
  private static final int STEPS = 90;
  private static final List<VoterId> IDS =
      List.of(new VoterId("a", new UUID(1, 1)), new VoterId("b", new UUID(2, 2)));
  private static final VoterId THIRD = new VoterId("c", new UUID(3, 3));
  private static final Generation BEFORE =
      new Generation(1, new TreeSet<>(List.of(IDS.get(0), IDS.get(1), THIRD)));
  private static final Generation BOTH = BEFORE.next(IDS);

  @Test
  void anyOrder_atMostOneGoesOnAlone() {
    int alone = 0;
    for (long seed = 0; seed < WALKS; seed++) {
      int sealed = new Walk(seed).run();
      assertThat(sealed).as("voters that went on alone, seed %d", seed).isLessThan(2);
      alone += sealed;
    }
    assertThat(alone).isGreaterThan(WALKS / 10);
  }

  /** One random order of events. */
  private static final class Walk {
    private final SplittableRandom random;
    private final List<TestingStorage> disks = List.of(new TestingStorage(), new TestingStorage());
    private final List<Optional<Acceptor>> voters = new ArrayList<>();
    private final List<Greeting> greetings = new ArrayList<>();
    private final List<Greeting.Response> responses = new ArrayList<>();
    private final Set<VoterProcess> dead = new HashSet<>();
    private final Set<Generation> successors = new HashSet<>();

    Walk(long seed) {
      random = new SplittableRandom(seed);
      voters.add(Optional.empty());
      voters.add(Optional.empty());
      start(0);
      start(1);
    }

    int run() {
      for (int step = 0; step < STEPS; step++) {
        act(random.nextInt(2));
      }
      return successors.size();
    }

    private void act(int i) {
      switch (random.nextInt(12)) {
        case 0 -> crash(i);
        case 1 -> start(i);
        case 2, 3 -> voters.get(i).ifPresent(voter -> greetings.addAll(voter.greet()));
        case 4, 5, 6 -> deliverGreeting();
        case 7, 8 -> deliverResponse();
        case 9 -> voters.get(i).ifPresent(voter -> voter.expect(next(i)));
        case 10 -> voters.get(i).filter(voter -> random.nextInt(4) == 0).ifPresent(this::activate);
        default -> goOnAlone(i);
      }
    }

    private void start(int i) {
      if (voters.get(i).isEmpty()) {
        UUID process = new UUID(random.nextLong(), random.nextLong());
        Acceptor started =
            new Acceptor(
                new VoterProcess(IDS.get(i), process), disks.get(i), TwoVoterPolicy.PROVEN_DEAD);
        started.step(new Activate(BEFORE));
        voters.set(i, Optional.of(started));
      }
    }

    /** Mostly the generation of both, now and then another in its place. */
    private Generation next(int i) {
      return random.nextInt(6) == 0 ? BEFORE.next(List.of(IDS.get(i), THIRD)) : BOTH;
    }

    private void activate(Acceptor voter) {
      voter.step(new Activate(BOTH));
    }

    private void crash(int i) {
      voters.get(i).ifPresent(crashed -> dead.add(crashed.self()));
      voters.set(i, Optional.empty());
    }

    private void deliverGreeting() {
      if (!greetings.isEmpty()) {
        Greeting greeting = greetings.get(random.nextInt(greetings.size()));
        Optional.of(IDS.indexOf(greeting.to()))
            .filter(index -> index >= 0)
            .flatMap(voters::get)
            .flatMap(voter -> voter.answer(greeting))
            .ifPresent(responses::add);
      }
    }

    private void deliverResponse() {
      if (!responses.isEmpty()) {
        Greeting.Response response = responses.get(random.nextInt(responses.size()));
        voters
            .get(IDS.indexOf(response.greeting().from().voter()))
            .ifPresent(voter -> voter.onResponse(response));
      }
    }

    private void goOnAlone(int i) {
      voters.get(i).ifPresent(voter -> goOnAlone(voter, IDS.get(i)));
    }

    private void goOnAlone(Acceptor voter, VoterId self) {
      voter.onProvenDead(dead);
      VoterReply reply = voter.step(new SealAlone(BOTH, BOTH.next(List.of(self))));
      if (reply instanceof Sealed sealed) {
        successors.add(sealed.successor());
      }
    }
  }
}
