package io.aitta.wire.message;

import static io.aitta.wire.message.ModelCodecs.IDENTITY;
import static io.aitta.wire.message.RegisterCodecs.VOTER;

import io.aitta.core.register.message.Greeting;
import io.aitta.core.register.model.VoterProcess;
import io.aitta.protocol.VoterPost;
import io.aitta.wire.codec.Codec;
import io.aitta.wire.codec.Variants;
import io.aitta.wire.codec.WireCodes;

/** What crosses between proposers and voters, and between voters. */
public final class VoterCodecs {
  private static final Codec<VoterProcess> PROCESS =
      new Codec<>(
          (out, process) -> {
            VOTER.write(out, process.voter());
            IDENTITY.write(out, process.process());
          },
          in -> new VoterProcess(VOTER.read(in), IDENTITY.read(in)));

  private static final Codec<Greeting> GREETING =
      new Codec<>(
          (out, greeting) -> {
            PROCESS.write(out, greeting.from());
            VOTER.write(out, greeting.to());
            out.i64(greeting.generation());
            out.i64(greeting.nonce());
          },
          in -> new Greeting(PROCESS.read(in), VOTER.read(in), in.i64(), in.i64()));

  public static final Codec<VoterPost> POST = posts().codec();

  private VoterCodecs() {}

  private static Variants<VoterPost> posts() {
    return Variants.<VoterPost>of("message of the register")
        .with(
            WireCodes.ASK,
            VoterPost.Ask.class,
            (out, ask) -> {
              VOTER.write(out, ask.to());
              VoterMessageCodecs.MESSAGE.write(out, ask.message());
            },
            in -> new VoterPost.Ask(VOTER.read(in), VoterMessageCodecs.MESSAGE.read(in)))
        .with(
            WireCodes.ANSWER,
            VoterPost.Reply.class,
            (out, answer) -> VoterReplyCodecs.REPLY.write(out, answer.reply()),
            in -> new VoterPost.Reply(VoterReplyCodecs.REPLY.read(in)))
        .with(
            WireCodes.GREET,
            VoterPost.Greet.class,
            (out, greet) -> GREETING.write(out, greet.greeting()),
            in -> new VoterPost.Greet(GREETING.read(in)))
        .with(
            WireCodes.GREETED,
            VoterPost.Greeted.class,
            (out, greeted) -> {
              PROCESS.write(out, greeted.response().from());
              GREETING.write(out, greeted.response().greeting());
              out.flag(greeted.response().mutual());
            },
            in ->
                new VoterPost.Greeted(
                    new Greeting.Response(PROCESS.read(in), GREETING.read(in), in.flag())));
  }
}
