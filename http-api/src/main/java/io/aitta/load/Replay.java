package io.aitta.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.aitta.load.CacheClient.Answer;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/**
 * Replays a trace cache-aside: reads each key, and writes it after a miss. Requests for one key
 * keep their order; the rest keep theirs but for a few dozen places, so a replay with several
 * requests under way sees the hit ratio of one without.
 */
final class Replay {
  private static final String CONTENT_TYPE = "application/octet-stream";
  private static final int LANE_DEPTH = 8;

  private final CacheClient cache;
  private final ReplayStatistics statistics;
  private final byte[] value;

  /**
   * @param valueSize bytes of the values that are written
   */
  Replay(CacheClient cache, ReplayStatistics statistics, int valueSize) {
    this.cache = cache;
    this.statistics = statistics;
    this.value = new byte[valueSize];
    Arrays.fill(value, "x".getBytes(US_ASCII)[0]);
  }

  /** Replays the trace up to a number of requests. */
  void run(TraceReader trace, int concurrency, long limit)
      throws IOException, InterruptedException {
    try (Lanes<String> lanes =
        new Lanes<>(concurrency, 1, LANE_DEPTH, String::length, this::request)) {
      for (long left = limit; left > 0; left--) {
        OptionalLong block = trace.next();
        if (block.isEmpty()) {
          break;
        }
        String key = Long.toString(block.getAsLong());
        lanes.add(key, key);
      }
      lanes.finish();
    }
  }

  private void request(List<String> keys) {
    for (String key : keys) {
      long begin = System.nanoTime();
      Answer<Void> answer = cache.get(key);
      long nanos = System.nanoTime() - begin;
      if (answer.isMiss()) {
        statistics.onMiss(nanos);
        put(key);
      } else if (answer.isError()) {
        statistics.onError();
      } else {
        statistics.onHit(nanos);
      }
    }
  }

  private void put(String key) {
    long begin = System.nanoTime();
    if (cache.put(key, CONTENT_TYPE, value).isError()) {
      statistics.onError();
    } else {
      statistics.onPut(System.nanoTime() - begin);
    }
  }
}
