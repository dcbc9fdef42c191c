package io.aitta.multijvm.campaign.client;

import static io.aitta.multijvm.http.Uris.entry;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * What is lost of a cache whose answers do not wait for disks, when all nodes end at once: one
 * writer a key writes growing numbers until then, and what the key has afterwards tells from when
 * on writes are gone. Not safe for use by several threads.
 */
public final class Tails {
  private static final int KEYS = 8;

  private final Requests requests;
  private final String cache;
  private final Doors doors;
  private List<Tail> tails = List.of();
  private int rounds;
  private long written;
  private long lost;
  private Duration oldest = Duration.ZERO;

  /**
   * @param cache that nobody else writes
   * @param doors the nodes to write through
   */
  public Tails(Requests requests, String cache, Doors doors) {
    this.requests = requests;
    this.cache = cache;
    this.doors = doors;
  }

  /** Begins to write. */
  public void begin() {
    rounds++;
    tails = IntStream.range(0, KEYS).mapToObj(i -> new Tail("tail-" + rounds + "-" + i)).toList();
    tails.forEach(Thread::start);
  }

  /**
   * Ends the writing, looks what is left, and takes note of what is not.
   *
   * @param end when the nodes were ended, by {@link System#nanoTime}
   */
  public void judge(long end) {
    for (Tail tail : tails) {
      tail.finish();
      long left = numberOf(tail.key);
      int all = tail.acknowledged.size();
      List<Long> gone = tail.acknowledged.subList((int) Math.min(left, all), all);
      written += all;
      lost += gone.size();
      if (!gone.isEmpty() && end - gone.get(0) > oldest.toNanos()) {
        oldest = Duration.ofNanos(end - gone.get(0));
      }
    }
  }

  /** How many were acknowledged. */
  public long written() {
    return written;
  }

  /** How many of these are gone. */
  public long lost() {
    return lost;
  }

  /** How long before the end the oldest of them was acknowledged. */
  public Duration oldest() {
    return oldest;
  }

  private long numberOf(String key) {
    while (true) {
      Outcome found = requests.send(HttpRequest.newBuilder(uri(key)).GET());
      if (found.isAnswer()) {
        return found.kind() == Outcome.Kind.NO_ENTRY ? 0 : Long.parseLong(found.body());
      }
    }
  }

  private URI uri(String key) {
    return URI.create(doors.any() + entry(cache, key));
  }

  /** Writes one key; of the number n the time of the answer is at n - 1. */
  private final class Tail extends Thread {
    private final String key;
    private final List<Long> acknowledged = new ArrayList<>();
    private volatile boolean ended;

    Tail(String key) {
      super(key);
      this.key = key;
      setDaemon(true);
    }

    @Override
    public void run() {
      OptionalLong number = OptionalLong.of(1);
      while (!ended && number.isPresent()) {
        boolean done = requests.put(uri(key), Long.toString(number.getAsLong())).join();
        if (done) {
          acknowledged.add(System.nanoTime());
        }
        number = done ? OptionalLong.of(number.getAsLong() + 1) : OptionalLong.empty();
      }
    }

    void finish() {
      ended = true;
      try {
        join();
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while waiting for the last write", stopped);
      }
    }
  }
}
