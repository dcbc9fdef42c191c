package io.aitta.wire.message;

import static io.aitta.wire.message.ModelCodecs.IDENTITY;

import io.aitta.core.register.message.VoterMessage;
import io.aitta.core.register.model.Accepted;
import io.aitta.core.register.model.Ballot;
import io.aitta.core.register.model.Generation;
import io.aitta.core.register.model.ProposerId;
import io.aitta.core.register.model.RegisterValue;
import io.aitta.core.register.model.VoterId;
import io.aitta.wire.codec.Codec;
import io.aitta.wire.codec.CollectionCodecs;
import io.aitta.wire.codec.MalformedMessageException;
import io.aitta.wire.codec.WireInput;
import io.aitta.wire.codec.WireOutput;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;

/** The values that the register's messages are made of. */
final class RegisterCodecs {
  /** All keys, and that of the successor. */
  private static final int MAX_KEYS = VoterMessage.KEYS + 1;

  static final Codec<VoterId> VOTER =
      new Codec<>(
          (out, voter) -> {
            out.text(voter.name());
            IDENTITY.write(out, voter.storage());
          },
          in -> new VoterId(in.text(), IDENTITY.read(in)));

  private static final Codec<SortedSet<VoterId>> VOTERS =
      CollectionCodecs.sortedSet(VOTER, Generation.MAX_VOTERS);

  static final Codec<Generation> GENERATION =
      new Codec<>(
          (out, generation) -> {
            out.i64(generation.number());
            VOTERS.write(out, generation.voters());
          },
          in -> new Generation(in.i64(), VOTERS.read(in)));

  static final Codec<Ballot> BALLOT =
      new Codec<>(
          (out, ballot) -> {
            out.i64(ballot.counter());
            out.text(ballot.proposer().node());
            IDENTITY.write(out, ballot.proposer().process());
          },
          in -> new Ballot(in.i64(), new ProposerId(in.text(), IDENTITY.read(in))));

  static final Codec<Optional<RegisterValue>> VALUE =
      new Codec<RegisterValue>(RegisterCodecs::write, in -> RegisterValue.copyOf(in.bytes()))
          .optional();

  static final Codec<Accepted> ACCEPTED =
      new Codec<>(
          (out, accepted) -> {
            BALLOT.write(out, accepted.ballot());
            VALUE.write(out, accepted.value());
          },
          in -> new Accepted(BALLOT.read(in), VALUE.read(in)));

  private static final Codec<Integer> KEY = new Codec<>(WireOutput::i32, RegisterCodecs::readKey);

  static final Codec<SortedSet<Integer>> KEYS = CollectionCodecs.sortedSet(KEY, MAX_KEYS);

  private RegisterCodecs() {}

  static <V> Codec<SortedMap<Integer, V>> byKey(Codec<V> value) {
    return CollectionCodecs.sortedMap(KEY, value, MAX_KEYS);
  }

  private static void write(WireOutput out, RegisterValue value) {
    byte[] bytes = value.toBytes();
    out.length(bytes.length);
    out.raw(bytes, 0, bytes.length);
  }

  private static int readKey(WireInput in) {
    int key = in.i32();
    if (key < Generation.SUCCESSOR_KEY || key >= VoterMessage.KEYS) {
      throw new MalformedMessageException("the register has no key " + key);
    }
    return key;
  }
}
