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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** What proposers and voters say to each other, one or more of each kind. */
final class VoterSamples {
  private static final VoterId FIRST = new VoterId("node-1", new UUID(1, 2));
  private static final VoterId SECOND = new VoterId("nöde-2", new UUID(-3, -4));
  static final Generation GENERATION = new Generation(3, new TreeSet<>(List.of(FIRST, SECOND)));
  private static final Generation SUCCESSOR = GENERATION.next(List.of(FIRST));
  private static final Ballot BALLOT = new Ballot(5, new ProposerId("node-1", new UUID(5, 6)));
  private static final Ballot HIGHER =
      new Ballot(Ballot.MAX_COUNTER, new ProposerId("", new UUID(-7, 8)));
  private static final Optional<RegisterValue> VALUE =
      Optional.of(RegisterValue.copyOf(new byte[] {1, 2, -3}));
  private static final Accepted ACCEPTED = new Accepted(BALLOT, VALUE);
  private static final Accepted EMPTY = new Accepted(HIGHER, Optional.empty());
  private static final Greeting GREETING =
      new Greeting(new VoterProcess(FIRST, new UUID(9, 10)), SECOND, 3, -77);

  private final Map<String, Object> samples = new LinkedHashMap<>();

  private VoterSamples() {
    addQuestions();
    addReplies();
    samples.put("voter/greet", new VoterPost.Greet(GREETING));
    samples.put(
        "voter/greeted",
        new VoterPost.Greeted(
            new Greeting.Response(new VoterProcess(SECOND, new UUID(11, 12)), GREETING, true)));
  }

  static Map<String, Object> all() {
    return new VoterSamples().samples;
  }

  private void addQuestions() {
    TreeSet<Integer> keys = new TreeSet<>(List.of(Generation.SUCCESSOR_KEY, 0, 4095));
    TreeMap<Integer, Optional<RegisterValue>> values =
        new TreeMap<>(Map.of(Generation.SUCCESSOR_KEY, VALUE, 63, Optional.empty()));
    for (Purpose purpose : Purpose.values()) {
      ask("prepare-" + purpose, new VoterMessage.Prepare(GENERATION, purpose, BALLOT, keys));
      ask("accept-" + purpose, new VoterMessage.Accept(GENERATION, purpose, BALLOT, values));
    }
    ask("seal", new VoterMessage.Seal(GENERATION, SUCCESSOR));
    ask("seal-alone", new VoterMessage.SealAlone(GENERATION, SUCCESSOR));
    ask("activate", new VoterMessage.Activate(SUCCESSOR));
  }

  private void addReplies() {
    TreeMap<Integer, Optional<Accepted>> granted =
        new TreeMap<>(Map.of(0, Optional.of(ACCEPTED), 1, Optional.of(EMPTY), 2, Optional.empty()));
    TreeMap<Integer, Ballot> preempted = new TreeMap<>(Map.of(63, HIGHER));
    reply("promises", new VoterReply.Promises(FIRST, 3, BALLOT, granted, preempted));
    reply(
        "votes",
        new VoterReply.Votes(FIRST, 3, BALLOT, new TreeSet<>(List.of(1, 2)), new TreeMap<>()));
    TreeMap<Integer, Accepted> records =
        new TreeMap<>(Map.of(Generation.SUCCESSOR_KEY, ACCEPTED, 9, EMPTY));
    reply("sealed", new VoterReply.Sealed(SECOND, 3, SUCCESSOR, records));
    reply("activated", new VoterReply.Activated(SECOND, 4));
    reply("superseded", new VoterReply.Superseded(SECOND, 3, SUCCESSOR, true));
    reply("superseded-inactive", new VoterReply.Superseded(SECOND, 3, SUCCESSOR, false));
    reply("refused", new VoterReply.Refused(SECOND, 3, "the voter's disk is full"));
  }

  private void ask(String name, VoterMessage message) {
    samples.put("voter/ask-" + name, new VoterPost.Ask(SECOND, message));
  }

  private void reply(String name, VoterReply reply) {
    samples.put("voter/reply-" + name, new VoterPost.Reply(reply));
  }
}
