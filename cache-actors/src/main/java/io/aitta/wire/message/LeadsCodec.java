package io.aitta.wire.message;

import io.aitta.core.placement.Partitioning;
import io.aitta.core.replication.configuration.Configuration;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.wire.codec.Codec;
import io.aitta.wire.codec.CollectionCodecs;
import io.aitta.wire.codec.MalformedMessageException;
import io.aitta.wire.codec.WireInput;
import io.aitta.wire.codec.WireOutput;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The configurations of many partitions: each member that occurs once, in their order, then the
 * partitions in theirs, which name members by their places. So a partition takes 25 bytes, and 2
 * for each copy.
 */
final class LeadsCodec {
  private static final Codec<SortedSet<MemberId>> MEMBERS =
      CollectionCodecs.sortedSet(
          ConfigurationCodecs.MEMBER, Partitioning.MAX * Configuration.MAX_IN_SYNC);

  static final Codec<Map<Integer, Configuration>> LEADS =
      new Codec<>(LeadsCodec::write, LeadsCodec::read);

  private LeadsCodec() {}

  private static void write(WireOutput out, Map<Integer, Configuration> leads) {
    SortedSet<MemberId> members = new TreeSet<>();
    leads.values().forEach(configuration -> members.add(configuration.primary()));
    leads.values().forEach(configuration -> members.addAll(configuration.inSync()));
    MEMBERS.write(out, members);
    Map<MemberId, Integer> places = new HashMap<>();
    members.forEach(member -> places.put(member, places.size()));
    out.u16(leads.size());
    new TreeMap<>(leads)
        .forEach(
            (partition, configuration) -> {
              out.u16(partition);
              write(out, configuration, places);
            });
  }

  private static void write(
      WireOutput out, Configuration configuration, Map<MemberId, Integer> places) {
    out.i64(configuration.epoch());
    out.i64(configuration.version());
    out.u16(places.get(configuration.primary()));
    out.u8(configuration.inSync().size());
    configuration.inSync().forEach(member -> out.u16(places.get(member)));
    out.i32(configuration.losses());
  }

  private static Map<Integer, Configuration> read(WireInput in) {
    List<MemberId> members = List.copyOf(MEMBERS.read(in));
    Map<Integer, Configuration> leads = new HashMap<>();
    for (int count = in.u16(); count > 0; count--) {
      if (leads.put(in.u16(), readConfiguration(in, members)) != null) {
        throw new MalformedMessageException("a partition comes twice");
      }
    }
    return leads;
  }

  private static Configuration readConfiguration(WireInput in, List<MemberId> members) {
    long epoch = in.i64();
    long version = in.i64();
    MemberId primary = members.get(in.u16());
    SortedSet<MemberId> inSync = new TreeSet<>();
    for (int copies = in.u8(); copies > 0; copies--) {
      inSync.add(members.get(in.u16()));
    }
    return new Configuration(epoch, version, primary, inSync, in.i32());
  }
}
