package io.aitta.wire;

import io.aitta.core.register.message.Greeting;
import io.aitta.core.register.message.Purpose;
import io.aitta.core.register.message.VoterMessage;
import io.aitta.core.register.message.VoterReply;
import io.aitta.core.register.model.Accepted;
import io.aitta.core.register.model.Ballot;
import io.aitta.core.register.model.Generation;
import io.aitta.core.register.model.ProposerId;
import io.aitta.core.register.model.RegisterValue;
import io.aitta.core.register.model.VoterId;
import io.aitta.core.register.model.VoterProcess;
import io.aitta.protocol.VoterPost;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** What proposers and voters say to each other, with fields of all shapes. */
final class VoterArbitraries {
  private static final int FEW = 6;

  private final Arbitrary<Long> numbers = Arbitraries.longs();
  private final Arbitrary<String> names =
      Arbitraries.strings().ascii().withChars('ä').ofMinLength(1).ofMaxLength(50);
  private final Arbitrary<UUID> identities = Combinators.combine(numbers, numbers).as(UUID::new);
  private final Arbitrary<VoterId> voters = Combinators.combine(names, identities).as(VoterId::new);
  private final Arbitrary<Generation> generations =
      Combinators.combine(
              Arbitraries.longs().between(1, Long.MAX_VALUE - 1),
              voters.list().uniqueElements(VoterId::name).ofMinSize(1).ofMaxSize(5))
          .as((number, some) -> new Generation(number, new TreeSet<>(some)));
  private final Arbitrary<Ballot> ballots =
      Combinators.combine(
              Arbitraries.longs().between(1, Ballot.MAX_COUNTER),
              Combinators.combine(names, identities).as(ProposerId::new))
          .as(Ballot::new);
  private final Arbitrary<Optional<RegisterValue>> values =
      Arbitraries.bytes()
          .array(byte[].class)
          .ofMaxSize(RegisterValue.MAX_BYTES)
          .map(RegisterValue::copyOf)
          .optional();
  private final Arbitrary<Accepted> votes = Combinators.combine(ballots, values).as(Accepted::new);
  private final Arbitrary<Integer> keys =
      Arbitraries.integers().between(Generation.SUCCESSOR_KEY, VoterMessage.KEYS - 1);

  Arbitrary<VoterPost> posts() {
    Arbitrary<VoterProcess> processes =
        Combinators.combine(voters, identities).as(VoterProcess::new);
    Arbitrary<Greeting> greetings =
        Combinators.combine(processes, voters, numbers, numbers).as(Greeting::new);
    return Arbitraries.oneOf(
        Combinators.combine(voters, questions()).as(VoterPost.Ask::new),
        replies().map(VoterPost.Reply::new),
        greetings.map(VoterPost.Greet::new),
        Combinators.combine(processes, greetings, Arbitraries.of(true, false))
            .as(Greeting.Response::new)
            .map(VoterPost.Greeted::new));
  }

  Arbitrary<Generation> generations() {
    return generations;
  }

  private Arbitrary<VoterMessage> questions() {
    Arbitrary<Purpose> purposes = Arbitraries.of(Purpose.class);
    Arbitrary<TreeSet<Integer>> some = keys.set().ofMinSize(1).ofMaxSize(FEW).map(TreeSet::new);
    Arbitrary<SortedMap<Integer, Optional<RegisterValue>>> proposed = byKey(values, 1);
    return Arbitraries.oneOf(
        Combinators.combine(generations, purposes, ballots, some).as(VoterMessage.Prepare::new),
        Combinators.combine(generations, purposes, ballots, proposed).as(VoterMessage.Accept::new),
        generations.map(ended -> new VoterMessage.Seal(ended, ended.next(ended.voters()))),
        generations.map(ended -> new VoterMessage.SealAlone(ended, ended.next(ended.voters()))),
        generations.map(VoterMessage.Activate::new));
  }

  private Arbitrary<VoterReply> replies() {
    Arbitrary<TreeSet<Integer>> some = keys.set().ofMaxSize(FEW).map(TreeSet::new);
    return Arbitraries.oneOf(
        Combinators.combine(voters, numbers, ballots, byKey(votes.optional(), 0), byKey(ballots, 0))
            .as(VoterReply.Promises::new),
        Combinators.combine(voters, numbers, ballots, some, byKey(ballots, 0))
            .as(VoterReply.Votes::new),
        Combinators.combine(voters, numbers, generations, byKey(votes, 0))
            .as(VoterReply.Sealed::new),
        Combinators.combine(voters, numbers).as(VoterReply.Activated::new),
        Combinators.combine(voters, numbers, generations, Arbitraries.of(true, false))
            .as(VoterReply.Superseded::new),
        Combinators.combine(voters, numbers, names).as(VoterReply.Refused::new));
  }

  private <V> Arbitrary<SortedMap<Integer, V>> byKey(Arbitrary<V> held, int min) {
    return Arbitraries.maps(keys, held).ofMinSize(min).ofMaxSize(FEW).map(TreeMap::new);
  }
}
