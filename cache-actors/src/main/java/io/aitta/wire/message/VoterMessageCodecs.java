package io.aitta.wire.message;

import static io.aitta.wire.message.RegisterCodecs.BALLOT;
import static io.aitta.wire.message.RegisterCodecs.GENERATION;
import static io.aitta.wire.message.RegisterCodecs.KEYS;

import io.aitta.core.register.message.Purpose;
import io.aitta.core.register.message.VoterMessage;
import io.aitta.core.register.model.RegisterValue;
import io.aitta.wire.codec.Codec;
import io.aitta.wire.codec.Variants;
import io.aitta.wire.codec.WireCodes;
import java.util.Optional;
import java.util.SortedMap;

/** What proposers ask of voters. */
final class VoterMessageCodecs {
  private static final Codec<Purpose> PURPOSE = Codec.constant(Purpose.class);
  private static final Codec<SortedMap<Integer, Optional<RegisterValue>>> VALUES =
      RegisterCodecs.byKey(RegisterCodecs.VALUE);

  static final Codec<VoterMessage> MESSAGE =
      withEnds(withDecisions(Variants.of("question to a voter"))).codec();

  private VoterMessageCodecs() {}

  private static Variants<VoterMessage> withDecisions(Variants<VoterMessage> family) {
    return family
        .with(
            WireCodes.PREPARE,
            VoterMessage.Prepare.class,
            (out, prepare) -> {
              GENERATION.write(out, prepare.generation());
              PURPOSE.write(out, prepare.purpose());
              BALLOT.write(out, prepare.ballot());
              KEYS.write(out, prepare.keys());
            },
            in ->
                new VoterMessage.Prepare(
                    GENERATION.read(in), PURPOSE.read(in), BALLOT.read(in), KEYS.read(in)))
        .with(
            WireCodes.ACCEPT,
            VoterMessage.Accept.class,
            (out, accept) -> {
              GENERATION.write(out, accept.generation());
              PURPOSE.write(out, accept.purpose());
              BALLOT.write(out, accept.ballot());
              VALUES.write(out, accept.values());
            },
            in ->
                new VoterMessage.Accept(
                    GENERATION.read(in), PURPOSE.read(in), BALLOT.read(in), VALUES.read(in)));
  }

  private static Variants<VoterMessage> withEnds(Variants<VoterMessage> family) {
    return family
        .with(
            WireCodes.SEAL,
            VoterMessage.Seal.class,
            (out, seal) -> {
              GENERATION.write(out, seal.generation());
              GENERATION.write(out, seal.successor());
            },
            in -> new VoterMessage.Seal(GENERATION.read(in), GENERATION.read(in)))
        .with(
            WireCodes.SEAL_ALONE,
            VoterMessage.SealAlone.class,
            (out, seal) -> {
              GENERATION.write(out, seal.generation());
              GENERATION.write(out, seal.successor());
            },
            in -> new VoterMessage.SealAlone(GENERATION.read(in), GENERATION.read(in)))
        .with(
            WireCodes.ACTIVATE,
            VoterMessage.Activate.class,
            (out, activate) -> GENERATION.write(out, activate.generation()),
            in -> new VoterMessage.Activate(GENERATION.read(in)));
  }
}
