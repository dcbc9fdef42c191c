package io.aitta.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.aitta.load.rest.Answer;
import io.aitta.load.rest.CacheClient;
import io.aitta.load.rest.Refusals;
import io.aitta.load.source.InputFile;
import io.aitta.load.source.TraceReader;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/**
 * Replays a trace cache-aside: reads each key, and writes it after a miss. Requests for one key
 * keep their order; the rest keep theirs but for a few dozen places, so a replay with several
 * requests under way sees the hit ratio of one without.
 */
final class Replay implements Job {
  private static final String CONTENT_TYPE = "application/octet-stream";
  private static final int LANE_DEPTH = 8;

  private final InputFile file;
  private final TraceReader trace;
  private final ReplayStatistics statistics = new ReplayStatistics();
  private final Undone undone;
  private final byte[] value;

  /**
   * @param valueSize bytes of the values that are written
   */
  Replay(InputFile file, TraceReader trace, int valueSize, Undone undone) {
    this.file = file;
    this.trace = trace;
    this.undone = undone;
    this.value = new byte[valueSize];
    Arrays.fill(value, "x".getBytes(US_ASCII)[0]);
  }

  @Override
  public long total() {
    return file.size();
  }

  @Override
  public long position() {
    return file.position();
  }

  @Override
  public String brief() {
    return statistics.brief();
  }

  @Override
  public void run(CacheClient cache, int concurrency, long limit)
      throws IOException, InterruptedException {
    try (Lanes<String> lanes =
        new Lanes<>(concurrency, 1, LANE_DEPTH, String::length, keys -> request(cache, keys))) {
      for (long left = limit; left > 0; left--) {
        OptionalLong block = trace.next();
        if (block.isEmpty()) {
          break;
        }
        String key = Long.toString(block.getAsLong());
        lanes.add(key, key);
      }
      lanes.finish();
    } finally {
      statistics.onSentAgain(cache.sentAgain());
    }
  }

  @Override
  public String report() {
    return statistics.full();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private void request(CacheClient cache, List<String> keys) {
    for (String key : keys) {
      long begin = System.nanoTime();
      Answer<Void> answer = cache.get(key);
      long nanos = System.nanoTime() - begin;
      if (answer.isMiss()) {
        statistics.onMiss(nanos);
        put(cache, key);
      } else if (answer.isError()) {
        onError("GET of " + key, answer);
      } else {
        statistics.onHit(nanos);
      }
    }
  }

  private void put(CacheClient cache, String key) {
    long begin = System.nanoTime();
    Answer<String> answer = cache.put(key, CONTENT_TYPE, value);
    if (answer.isError()) {
      onError("PUT of " + key, answer);
    } else {
      statistics.onPut(System.nanoTime() - begin);
    }
  }

  private void onError(String request, Answer<?> answer) {
    statistics.onError();
    undone.add(request, answer, Refusals.of(answer.status(), ""));
  }
}
