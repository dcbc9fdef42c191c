package io.aitta.wire.message;

import static io.aitta.wire.message.RegisterCodecs.ACCEPTED;
import static io.aitta.wire.message.RegisterCodecs.BALLOT;
import static io.aitta.wire.message.RegisterCodecs.GENERATION;
import static io.aitta.wire.message.RegisterCodecs.KEYS;
import static io.aitta.wire.message.RegisterCodecs.VOTER;
import static io.aitta.wire.message.RegisterCodecs.byKey;

import io.aitta.core.register.message.VoterReply;
import io.aitta.core.register.model.Accepted;
import io.aitta.core.register.model.Ballot;
import io.aitta.wire.codec.Codec;
import io.aitta.wire.codec.Variants;
import io.aitta.wire.codec.WireCodes;
import java.util.Optional;
import java.util.SortedMap;

/** What voters answer. */
final class VoterReplyCodecs {
  private static final Codec<SortedMap<Integer, Optional<Accepted>>> GRANTED =
      byKey(ACCEPTED.optional());
  private static final Codec<SortedMap<Integer, Accepted>> RECORDS = byKey(ACCEPTED);
  private static final Codec<SortedMap<Integer, Ballot>> PREEMPTED = byKey(BALLOT);

  static final Codec<VoterReply> REPLY =
      withRefusals(withEnds(withDecisions(Variants.of("reply of a voter")))).codec();

  private VoterReplyCodecs() {}

  private static Variants<VoterReply> withDecisions(Variants<VoterReply> family) {
    return family
        .with(
            WireCodes.PROMISES,
            VoterReply.Promises.class,
            (out, promises) -> {
              VOTER.write(out, promises.from());
              out.i64(promises.generation());
              BALLOT.write(out, promises.ballot());
              GRANTED.write(out, promises.granted());
              PREEMPTED.write(out, promises.preempted());
            },
            in ->
                new VoterReply.Promises(
                    VOTER.read(in),
                    in.i64(),
                    BALLOT.read(in),
                    GRANTED.read(in),
                    PREEMPTED.read(in)))
        .with(
            WireCodes.VOTES,
            VoterReply.Votes.class,
            (out, votes) -> {
              VOTER.write(out, votes.from());
              out.i64(votes.generation());
              BALLOT.write(out, votes.ballot());
              KEYS.write(out, votes.accepted());
              PREEMPTED.write(out, votes.preempted());
            },
            in ->
                new VoterReply.Votes(
                    VOTER.read(in), in.i64(), BALLOT.read(in), KEYS.read(in), PREEMPTED.read(in)));
  }

  private static Variants<VoterReply> withEnds(Variants<VoterReply> family) {
    return family
        .with(
            WireCodes.SEALED,
            VoterReply.Sealed.class,
            (out, seal) -> {
              VOTER.write(out, seal.from());
              out.i64(seal.generation());
              GENERATION.write(out, seal.successor());
              RECORDS.write(out, seal.records());
            },
            in ->
                new VoterReply.Sealed(
                    VOTER.read(in), in.i64(), GENERATION.read(in), RECORDS.read(in)))
        .with(
            WireCodes.ACTIVATED,
            VoterReply.Activated.class,
            (out, activated) -> {
              VOTER.write(out, activated.from());
              out.i64(activated.generation());
            },
            in -> new VoterReply.Activated(VOTER.read(in), in.i64()));
  }

  private static Variants<VoterReply> withRefusals(Variants<VoterReply> family) {
    return family
        .with(
            WireCodes.SUPERSEDED,
            VoterReply.Superseded.class,
            (out, superseded) -> {
              VOTER.write(out, superseded.from());
              out.i64(superseded.generation());
              GENERATION.write(out, superseded.successor());
              out.flag(superseded.active());
            },
            in ->
                new VoterReply.Superseded(VOTER.read(in), in.i64(), GENERATION.read(in), in.flag()))
        .with(
            WireCodes.VOTER_REFUSED,
            VoterReply.Refused.class,
            (out, refused) -> {
              VOTER.write(out, refused.from());
              out.i64(refused.generation());
              out.text(refused.reason());
            },
            in -> new VoterReply.Refused(VOTER.read(in), in.i64(), in.text()));
  }
}
