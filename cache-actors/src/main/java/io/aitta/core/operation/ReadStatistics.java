package io.aitta.core.operation;

import io.aitta.core.reply.StatisticsReply;

/** Reads what the partition holds of a cache and has done for it. */
public record ReadStatistics() implements SegmentOperation<StatisticsReply> {
  @Override
  public StatisticsReply applyTo(Segment segment, long now) {
    return new StatisticsReply(segment.statistics(now));
  }

  @Override
  public boolean writes() {
    return false;
  }
}
