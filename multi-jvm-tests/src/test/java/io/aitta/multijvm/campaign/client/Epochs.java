package io.aitta.multijvm.campaign.client;

import io.aitta.core.model.CacheKey;
import io.aitta.core.model.Version;
import io.aitta.core.placement.Partitioning;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Watches that each partition is written in one epoch after the other, as entity tags tell them.
 * Two leaders that acknowledge writes in ignorance of one another are seen by a write that began
 * after one of a later epoch had been acknowledged. Safe for use by several threads.
 */
final class Epochs {
  private final Map<Integer, NavigableMap<Long, Long>> firstEnds = new HashMap<>();
  private final Partitioning partitioning;
  private long outdated;

  Epochs(int partitions) {
    partitioning = new Partitioning(partitions);
  }

  /**
   * Enters an acknowledged write.
   *
   * @param etag with its quotes
   * @param begun when its first sending began
   * @param ended when it was acknowledged, by the same clock
   */
  void acknowledged(String key, String etag, long begun, long ended) {
    Optional<Version> version = Version.parse(etag.replace("\"", ""));
    version.ifPresent(known -> enter(key, known.epoch(), begun, ended));
  }

  private synchronized void enter(String key, long epoch, long begun, long ended) {
    NavigableMap<Long, Long> ofPartition =
        firstEnds.computeIfAbsent(
            partitioning.partitionOf(CacheKey.of(key)), unseen -> new TreeMap<>());
    if (ofPartition.tailMap(epoch, false).values().stream().anyMatch(end -> end < begun)) {
      outdated++;
    }
    ofPartition.merge(epoch, ended, Math::min);
  }

  /** How many writes an epoch acknowledged that began when a later one had acknowledged some. */
  synchronized long outdated() {
    return outdated;
  }
}
