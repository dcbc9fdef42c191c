package io.aitta.wire.message;

import static io.aitta.wire.message.ConfigurationCodecs.CONFIGURATION;
import static io.aitta.wire.message.ConfigurationCodecs.MEMBER;
import static io.aitta.wire.message.HistoryCodecs.CHANGE;
import static io.aitta.wire.message.ModelCodecs.VERSION;

import io.aitta.core.replication.configuration.Configuration;
import io.aitta.core.replication.protocol.ReplicaMessage;
import io.aitta.protocol.ReplicaPost;
import io.aitta.wire.codec.Codec;
import io.aitta.wire.codec.Variants;
import io.aitta.wire.codec.WireCodes;
import java.util.List;
import java.util.Optional;

/** What the copies of a partition say to each other. */
public final class ReplicaCodecs {
  private static final Codec<ReplicaMessage> MESSAGE =
      withCatchUps(withLeases(withChanges(withConfigurations(Variants.of("message of a copy")))))
          .codec();

  private static final Codec<List<ReplicaPost.Line>> LINES =
      new Codec<ReplicaPost.Line>(
              (out, line) -> {
                out.i32(line.partition());
                MESSAGE.write(out, line.message());
              },
              in -> new ReplicaPost.Line(in.i32(), MESSAGE.read(in)))
          .list(ReplicaPost.MAX_LINES);

  public static final Codec<ReplicaPost> POST =
      new Codec<>(
          (out, post) -> {
            MEMBER.write(out, post.from());
            MEMBER.write(out, post.to());
            LINES.write(out, post.lines());
          },
          in -> new ReplicaPost(MEMBER.read(in), MEMBER.read(in), LINES.read(in)));

  private ReplicaCodecs() {}

  private static Variants<ReplicaMessage> withConfigurations(Variants<ReplicaMessage> family) {
    Codec<Optional<Configuration>> known = CONFIGURATION.optional();
    return family
        .with(
            WireCodes.ANNOUNCE,
            ReplicaMessage.Announce.class,
            (out, announce) -> CONFIGURATION.write(out, announce.configuration()),
            in -> new ReplicaMessage.Announce(CONFIGURATION.read(in)))
        .with(
            WireCodes.REJECTED,
            ReplicaMessage.Rejected.class,
            (out, rejected) -> {
              out.i64(rejected.sealed());
              known.write(out, rejected.known());
            },
            in -> new ReplicaMessage.Rejected(in.i64(), known.read(in)))
        .with(
            WireCodes.HANDED_OVER,
            ReplicaMessage.HandedOver.class,
            (out, handed) -> CONFIGURATION.write(out, handed.configuration()),
            in -> new ReplicaMessage.HandedOver(CONFIGURATION.read(in)));
  }

  private static Variants<ReplicaMessage> withChanges(Variants<ReplicaMessage> family) {
    return family
        .with(
            WireCodes.APPEND,
            ReplicaMessage.Append.class,
            (out, append) -> {
              out.i64(append.epoch());
              CHANGE.write(out, append.change());
              VERSION.write(out, append.committed());
            },
            in -> new ReplicaMessage.Append(in.i64(), CHANGE.read(in), VERSION.read(in)))
        .with(
            WireCodes.APPENDED,
            ReplicaMessage.Appended.class,
            (out, appended) -> {
              out.i64(appended.epoch());
              out.i64(appended.feed());
              VERSION.write(out, appended.version());
              VERSION.write(out, appended.stored());
            },
            in ->
                new ReplicaMessage.Appended(
                    in.i64(), in.i64(), VERSION.read(in), VERSION.read(in)));
  }

  private static Variants<ReplicaMessage> withLeases(Variants<ReplicaMessage> family) {
    return family
        .with(
            WireCodes.ASK_LEASE,
            ReplicaMessage.AskLease.class,
            (out, ask) -> {
              out.i64(ask.epoch());
              out.i64(ask.sentAt());
              VERSION.write(out, ask.committed());
              VERSION.write(out, ask.stored());
              out.i64(ask.time());
            },
            in ->
                new ReplicaMessage.AskLease(
                    in.i64(), in.i64(), VERSION.read(in), VERSION.read(in), in.i64()))
        .with(
            WireCodes.GRANT_LEASE,
            ReplicaMessage.Grant.class,
            (out, grant) -> {
              out.i64(grant.epoch());
              out.i64(grant.sentAt());
            },
            in -> new ReplicaMessage.Grant(in.i64(), in.i64()));
  }

  private static Variants<ReplicaMessage> withCatchUps(Variants<ReplicaMessage> family) {
    return family
        .with(
            WireCodes.CATCH_UP,
            ReplicaMessage.CatchUp.class,
            (out, catchUp) -> {
              out.i64(catchUp.epoch());
              out.i64(catchUp.feed());
              CatchUpCodecs.NUMBERED.write(out, catchUp.item());
            },
            in -> new ReplicaMessage.CatchUp(in.i64(), in.i64(), CatchUpCodecs.NUMBERED.read(in)))
        .with(
            WireCodes.CAUGHT_UP,
            ReplicaMessage.CaughtUp.class,
            (out, caughtUp) -> {
              out.i64(caughtUp.epoch());
              out.i64(caughtUp.feed());
              out.i64(caughtUp.number());
            },
            in -> new ReplicaMessage.CaughtUp(in.i64(), in.i64(), in.i64()));
  }
}
