package io.aitta.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.core.placement.Partitioning;
import io.aitta.core.placement.WeightClass;
import io.aitta.core.replication.configuration.Configuration;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.protocol.NodeReplication;
import io.aitta.protocol.NodeStatus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A status goes to every node every few seconds: how large it can get. */
class StatusSizeTest {
  private static final int MOST_BYTES = 64 << 10;

  @Test
  void statusOfAllPartitions_withAllTheirCopies_isUnder64KiB() {
    NodeStatus status = leading(Partitioning.MAX, Configuration.MAX_IN_SYNC);
    assertThat(WireFormat.sizeOf(status)).isLessThan(MOST_BYTES);
    assertThat(WireFormat.read(WireFormat.write(status))).isEqualTo(status);
  }

  @Test
  void weights_areAFewBytesForEachPartition() {
    NodeStatus status = leading(Partitioning.MAX, 2);
    NodeReplication unweighed = status.replication().weighing(Map.of());
    long more = WireFormat.sizeOf(status) - WireFormat.sizeOf(with(status, unweighed));
    assertThat(more).isLessThanOrEqualTo(4L * Partitioning.MAX + 2);
  }

  private static NodeStatus leading(int partitions, int copies) {
    SortedSet<MemberId> members = new TreeSet<>();
    for (int i = 0; i < copies; i++) {
      members.add(new MemberId("n".repeat(MemberId.MAX_NAME_BYTES), new UUID(i, i)));
    }
    MemberId primary = members.first();
    Map<Integer, Long> epochs = new HashMap<>();
    Map<Integer, Configuration> leads = new HashMap<>();
    Map<Integer, WeightClass> weights = new HashMap<>();
    for (int partition = 0; partition < partitions; partition++) {
      epochs.put(partition, Long.MAX_VALUE - partition);
      leads.put(partition, new Configuration(partition + 1, 7, primary, members, 0));
      weights.put(partition, new WeightClass(partition % 256, 40));
    }
    List<MemberId> dead =
        IntStream.range(0, NodeReplication.MOST_DEAD + 1)
            .mapToObj(
                i -> new MemberId("d".repeat(MemberId.MAX_NAME_BYTES), new UUID(Long.MIN_VALUE, i)))
            .toList();
    NodeReplication replication =
        NodeReplication.NONE.leading(leads).weighing(weights).knowingDead(dead);
    return new NodeStatus(1, 1, "node", Optional.empty(), "0.1", 1, epochs, 0, replication);
  }

  private static NodeStatus with(NodeStatus status, NodeReplication replication) {
    return new NodeStatus(
        status.incarnation(),
        status.revision(),
        status.name(),
        status.http(),
        status.version(),
        status.startedAt(),
        status.leads(),
        status.catalogDigest(),
        replication);
  }
}
