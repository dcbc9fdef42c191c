package io.aitta.sharding;

import org.apache.pekko.cluster.sharding.typed.ShardingEnvelope;
import org.apache.pekko.cluster.sharding.typed.ShardingMessageExtractor;

/** One entity a shard, both named by the partition's number. */
final class PartitionExtractor
    extends ShardingMessageExtractor<ShardingEnvelope<PartitionMessage>, PartitionMessage> {
  @Override
  public String entityId(ShardingEnvelope<PartitionMessage> envelope) {
    return envelope.entityId();
  }

  @Override
  public String shardId(String entityId) {
    return entityId;
  }

  @Override
  public PartitionMessage unwrapMessage(ShardingEnvelope<PartitionMessage> envelope) {
    return envelope.message();
  }
}
