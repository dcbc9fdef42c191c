package io.aitta.wire.message;

import static io.aitta.wire.message.ModelCodecs.IDENTITY;
import static io.aitta.wire.message.ModelCodecs.NUMBER;

import io.aitta.core.placement.Partitioning;
import io.aitta.core.placement.WeightClass;
import io.aitta.core.register.model.Generation;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.core.replication.protocol.Standing;
import io.aitta.protocol.NodeReplication;
import io.aitta.protocol.NodeStatus;
import io.aitta.protocol.RestoredCopies;
import io.aitta.protocol.VoterNotice;
import io.aitta.wire.codec.Codec;
import io.aitta.wire.codec.CollectionCodecs;
import io.aitta.wire.codec.WireInput;
import io.aitta.wire.codec.WireOutput;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** What nodes say of themselves. Partitions are written in their order. */
public final class StatusCodecs {
  private static final Codec<Integer> PARTITION = new Codec<>(WireOutput::i32, WireInput::i32);
  private static final Codec<Optional<String>> HTTP = ModelCodecs.TEXT.optional();
  private static final Codec<Optional<Generation>> VOTERS = RegisterCodecs.GENERATION.optional();
  private static final Codec<List<UUID>> PROCESSES = IDENTITY.list(VoterNotice.MOST_FORMER);
  private static final Codec<Optional<VoterNotice>> VOTER =
      new Codec<VoterNotice>(
              (out, notice) -> {
                IDENTITY.write(out, notice.storage());
                out.flag(notice.steppedBack());
                PROCESSES.write(out, notice.former());
              },
              in -> new VoterNotice(IDENTITY.read(in), in.flag(), PROCESSES.read(in)))
          .optional();
  private static final Codec<SortedMap<Integer, Long>> EPOCHS =
      CollectionCodecs.sortedMap(PARTITION, NUMBER, Partitioning.MAX);
  private static final Codec<Integer> SHORT_PARTITION =
      new Codec<>(WireOutput::u16, WireInput::u16);
  private static final Codec<WeightClass> WEIGHT =
      new Codec<>(
          (out, weight) -> {
            out.u8(weight.bytes());
            out.u8(weight.load());
          },
          in -> new WeightClass(in.u8(), in.u8()));
  private static final Codec<SortedMap<Integer, WeightClass>> WEIGHTS =
      CollectionCodecs.sortedMap(SHORT_PARTITION, WEIGHT, Partitioning.MAX);

  /** Far more than one partition is ever given to at a time. */
  private static final int MOST_RECRUITS = 1024;

  private static final Codec<SortedMap<Integer, SortedSet<MemberId>>> RECRUITS =
      CollectionCodecs.sortedMap(
          PARTITION,
          CollectionCodecs.sortedSet(ConfigurationCodecs.MEMBER, MOST_RECRUITS),
          Partitioning.MAX);

  private static final Codec<List<MemberId>> DEAD =
      ConfigurationCodecs.MEMBER.list(NodeReplication.MOST_DEAD);

  /** A copy on a disk has outlived that many processes at most, or begins to forget them. */
  private static final int MOST_LIVES = 1024;

  private static final Codec<SortedSet<MemberId>> LIVES =
      CollectionCodecs.sortedSet(ConfigurationCodecs.MEMBER, MOST_LIVES);
  private static final Codec<Standing.Return> RETURN =
      new Codec<>(
          (out, copy) -> {
            LIVES.write(out, new TreeSet<>(copy.lives()));
            ModelCodecs.VERSION.write(out, copy.head());
          },
          in -> new Standing.Return(LIVES.read(in), ModelCodecs.VERSION.read(in)));
  private static final Codec<SortedMap<Integer, Standing.Return>> RETURNS =
      CollectionCodecs.sortedMap(PARTITION, RETURN, Partitioning.MAX);

  private static final Codec<NodeReplication> REPLICATION =
      new Codec<>(
          (out, replication) -> {
            out.i32(replication.sensorPort());
            out.text(replication.zone());
            out.flag(replication.leaving());
            VOTERS.write(out, replication.voters());
            VOTER.write(out, replication.voter());
            LeadsCodec.LEADS.write(out, replication.leads());
            WEIGHTS.write(out, new TreeMap<>(replication.weights()));
            RECRUITS.write(out, sorted(replication.recruits()));
            out.flag(replication.restored().complete());
            RETURNS.write(out, new TreeMap<>(replication.restored().copies()));
            DEAD.write(out, replication.dead());
          },
          in ->
              new NodeReplication(
                  in.i32(),
                  in.text(),
                  in.flag(),
                  VOTERS.read(in),
                  VOTER.read(in),
                  LeadsCodec.LEADS.read(in),
                  WEIGHTS.read(in),
                  Map.copyOf(RECRUITS.read(in)),
                  new RestoredCopies(in.flag(), RETURNS.read(in)),
                  DEAD.read(in)));

  public static final Codec<NodeStatus> STATUS =
      new Codec<>(StatusCodecs::write, StatusCodecs::read);

  private StatusCodecs() {}

  private static SortedMap<Integer, SortedSet<MemberId>> sorted(
      Map<Integer, Set<MemberId>> recruits) {
    SortedMap<Integer, SortedSet<MemberId>> sorted = new TreeMap<>();
    recruits.forEach((partition, members) -> sorted.put(partition, new TreeSet<>(members)));
    return sorted;
  }

  private static void write(WireOutput out, NodeStatus status) {
    out.i64(status.incarnation());
    out.i64(status.revision());
    out.text(status.name());
    HTTP.write(out, status.http());
    out.text(status.version());
    out.i64(status.startedAt());
    EPOCHS.write(out, new TreeMap<>(status.leads()));
    out.i64(status.catalogDigest());
    REPLICATION.write(out, status.replication());
  }

  private static NodeStatus read(WireInput in) {
    return new NodeStatus(
        in.i64(),
        in.i64(),
        in.text(),
        HTTP.read(in),
        in.text(),
        in.i64(),
        EPOCHS.read(in),
        in.i64(),
        REPLICATION.read(in));
  }
}
