package io.aitta.wire.message;

import static io.aitta.wire.message.ModelCodecs.IDENTITY;

import io.aitta.core.replication.configuration.Configuration;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.wire.codec.Codec;
import io.aitta.wire.codec.CollectionCodecs;
import java.util.SortedSet;

/** Who leads a partition and who holds copies of it. */
final class ConfigurationCodecs {
  static final Codec<MemberId> MEMBER =
      new Codec<>(
          (out, member) -> {
            out.text(member.node());
            IDENTITY.write(out, member.incarnation());
          },
          in -> new MemberId(in.text(), IDENTITY.read(in)));

  private static final Codec<SortedSet<MemberId>> MEMBERS =
      CollectionCodecs.sortedSet(MEMBER, Configuration.MAX_IN_SYNC);

  static final Codec<Configuration> CONFIGURATION =
      new Codec<>(
          (out, configuration) -> {
            out.i64(configuration.epoch());
            out.i64(configuration.version());
            MEMBER.write(out, configuration.primary());
            MEMBERS.write(out, configuration.inSync());
            out.i32(configuration.losses());
          },
          in -> new Configuration(in.i64(), in.i64(), MEMBER.read(in), MEMBERS.read(in), in.i32()));

  private ConfigurationCodecs() {}
}
