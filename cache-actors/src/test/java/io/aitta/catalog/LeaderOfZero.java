package io.aitta.catalog;

import io.aitta.protocol.Request;
import io.aitta.protocol.Response;
import io.aitta.replica.LocalPartitions;
import java.util.Map;
import java.util.function.Consumer;

/** Leads the partition that decides on caches, and no other. */
final class LeaderOfZero implements LocalPartitions {
  private final long epoch;

  LeaderOfZero(long epoch) {
    this.epoch = epoch;
  }

  @Override
  public void deliver(Request request, Consumer<Response> replyTo) {
    throw new AssertionError("the authority asks no partition");
  }

  @Override
  public Map<Integer, Long> leads() {
    return Map.of(0, epoch);
  }

  @Override
  public void catalogChanged() {
    throw new AssertionError("the keeper tells the partitions, not the authority");
  }
}
