package io.aitta.core.reply;

import static java.util.Objects.requireNonNull;

import io.aitta.core.model.CacheStatistics;

/** What one partition says of a cache. */
public record StatisticsReply(CacheStatistics statistics) implements Reply {
  public StatisticsReply {
    requireNonNull(statistics, "statistics is null");
  }
}
