package io.aitta.sensor;

import io.aitta.core.replication.configuration.MemberId;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sensor's own thread: waits for sockets and for time, and tells of deaths.
 *
 * <p>Should it fail, its port stays open: a closed one says that the process is dead.
 */
final class SensorLoop implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(SensorLoop.class);

  /** A fault that stays may not keep a processor busy. */
  private static final Duration AFTER_FAULT = Duration.ofMillis(100);

  private final Selector selector;
  private final Doorway doorway;
  private final SensorCounters counters;
  private final Consumer<MemberId> onDeath;
  private final Map<MemberId, PeerWatch> watches = new HashMap<>();
  private final Queue<Consumer<Map<MemberId, PeerWatch>>> orders = new ConcurrentLinkedQueue<>();
  private volatile boolean closed;

  SensorLoop(
      Selector selector, Doorway doorway, SensorCounters counters, Consumer<MemberId> onDeath) {
    this.selector = selector;
    this.doorway = doorway;
    this.counters = counters;
    this.onDeath = onDeath;
  }

  /** Changes the watches soon, on the loop's thread. Thread-safe. */
  void order(Consumer<Map<MemberId, PeerWatch>> change) {
    orders.add(change);
    selector.wakeup();
  }

  /** Ends soon. Thread-safe. */
  void close() {
    closed = true;
    selector.wakeup();
  }

  @Override
  public void run() {
    while (!closed) {
      try {
        turn();
      } catch (IOException | RuntimeException | Error fault) {
        // Whatever it was: a loop that ends has nobody proven dead any more, and says nothing.
        LOG.warn("the death sensor met with a fault and goes on", fault);
        LockSupport.parkNanos(AFTER_FAULT.toNanos());
      }
    }
    end();
  }

  private void turn() throws IOException {
    obey();
    selector.selectedKeys().clear();
    await(nextDue());
    long now = System.nanoTime();
    for (SelectionKey key : selector.selectedKeys()) {
      ((Ready) key.attachment()).ready(now);
    }
    buryTheDead();
  }

  private void obey() {
    for (var order = orders.poll(); order != null; order = orders.poll()) {
      order.accept(watches);
    }
  }

  /** Lets everybody do what is due, and says in how many nanoseconds that is again so. */
  private long nextDue() {
    long now = System.nanoTime();
    long wait = doorway.turn(now) - now;
    for (PeerWatch watch : watches.values()) {
      wait = Math.min(wait, watch.turn(now) - now);
    }
    buryTheDead();
    return wait;
  }

  private void await(long nanos) throws IOException {
    if (nanos <= 0 || !orders.isEmpty()) {
      selector.selectNow();
    } else {
      // Rounded up: a wait that ends too early would be repeated without rest.
      selector.select(TimeUnit.NANOSECONDS.toMillis(nanos) + 1);
    }
  }

  private void buryTheDead() {
    List<MemberId> dead =
        watches.values().stream().filter(PeerWatch::isDead).map(PeerWatch::member).toList();
    for (MemberId member : dead) {
      watches.remove(member).close();
      counters.countDeath();
      tell(member);
    }
  }

  private void tell(MemberId member) {
    try {
      onDeath.accept(member);
    } catch (RuntimeException | Error fault) {
      LOG.error("nobody could be told that {} is dead", member, fault);
    }
  }

  private void end() {
    try {
      watches.values().forEach(PeerWatch::close);
      doorway.close();
      selector.close();
    } catch (IOException fault) {
      LOG.warn("the death sensor could not be closed", fault);
    }
  }
}
