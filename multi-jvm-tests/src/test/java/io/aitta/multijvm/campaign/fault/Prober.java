package io.aitta.multijvm.campaign.fault;

import static io.aitta.multijvm.http.Uris.entry;
import static java.util.stream.Collectors.toCollection;

import io.aitta.core.model.CacheKey;
import io.aitta.core.placement.Partitioning;
import io.aitta.multijvm.campaign.client.Doors;
import io.aitta.multijvm.campaign.client.Requests;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Finds out how long keys can't be written: writes each every 10 ms, through any of some nodes,
 * without waiting for earlier writes, until one is acknowledged. Not safe for use by several
 * threads.
 */
public final class Prober implements AutoCloseable {
  private static final long PERIOD_MILLIS = 10;
  private static final int MOST_UNDER_WAY = 64;
  private static final Duration GIVEN_UP = Duration.ofMinutes(2);

  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final Requests requests;
  private final String cache;
  private final int keys;

  /**
   * @param cache of the keys it writes; nobody else does
   * @param keys how many it writes at a time
   */
  public Prober(Requests requests, String cache, int keys) {
    this.requests = requests;
    this.cache = cache;
    this.keys = keys;
  }

  /** One key in each of some of the chosen partitions. */
  List<String> keysIn(List<Boolean> chosen, RandomGenerator random) {
    Partitioning partitioning = new Partitioning(chosen.size());
    List<Integer> partitions =
        IntStream.range(0, chosen.size())
            .filter(chosen::get)
            .boxed()
            .collect(toCollection(ArrayList::new));
    Collections.rotate(partitions, random.nextInt(chosen.size()));
    return partitions.stream().limit(keys).map(p -> keyIn(p, partitioning)).toList();
  }

  private static String keyIn(int partition, Partitioning partitioning) {
    return IntStream.iterate(0, i -> i + 1)
        .mapToObj(i -> "p" + i)
        .filter(key -> partitioning.partitionOf(CacheKey.of(key)) == partition)
        .findFirst()
        .orElseThrow();
  }

  /**
   * How long after that time, by {@link System#nanoTime}, each key was written, in writes that
   * began after this call did.
   *
   * @param doors the nodes to write through
   * @throws IllegalStateException when one was not within two minutes
   */
  List<Duration> outages(List<String> keys, long since, Doors doors) {
    List<Probe> probes = keys.stream().map(key -> new Probe(key, since, doors)).toList();
    ScheduledFuture<?> ticks =
        clock.scheduleAtFixedRate(
            () -> probes.forEach(Probe::write), 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    try {
      return probes.stream().map(Probe::await).toList();
    } finally {
      ticks.cancel(false);
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }

  /** The writes of one key. */
  private final class Probe {
    private final String key;
    private final long since;
    private final Doors doors;
    private final AtomicInteger underWay = new AtomicInteger();
    private final CompletableFuture<Duration> outage = new CompletableFuture<>();

    Probe(String key, long since, Doors doors) {
      this.key = key;
      this.since = since;
      this.doors = doors;
    }

    void write() {
      if (outage.isDone() || underWay.get() >= MOST_UNDER_WAY) {
        return;
      }
      underWay.incrementAndGet();
      URI uri = URI.create(doors.any() + entry(cache, key));
      CompletableFuture<Void> unused = requests.put(uri, "probe").thenAccept(this::onEnd);
    }

    private void onEnd(boolean acknowledged) {
      underWay.decrementAndGet();
      if (acknowledged) {
        outage.complete(Duration.ofNanos(System.nanoTime() - since));
      }
    }

    Duration await() {
      try {
        return outage.get(GIVEN_UP.toSeconds(), TimeUnit.SECONDS);
      } catch (TimeoutException | ExecutionException e) {
        throw new IllegalStateException(key + " could not be written for " + GIVEN_UP, e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while probing " + key, e);
      }
    }
  }
}
