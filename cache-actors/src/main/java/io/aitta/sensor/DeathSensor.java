package io.aitta.sensor;

import static java.util.Objects.requireNonNull;

import io.aitta.core.replication.configuration.MemberId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Notices within milliseconds that another process has ended, and never takes one for dead that has
 * not: it keeps a connection to each, and when that ends asks the kernel over there whether anybody
 * still holds the ports that the process held. Silence proves nothing.
 *
 * <p>Thread-safe; nothing here blocks. One thread does all the work.
 */
public final class DeathSensor implements AutoCloseable {
  private final ServerSocketChannel listener;
  private final PeerWatch.Surroundings surroundings;
  private final SensorLoop loop;

  private DeathSensor(
      ServerSocketChannel listener, PeerWatch.Surroundings surroundings, SensorLoop loop) {
    this.listener = listener;
    this.surroundings = surroundings;
    this.loop = loop;
  }

  /**
   * Starts a sensor, at whose port others can watch this process from now on until it is closed. So
   * it may only be closed when nothing of this process will act any more.
   *
   * @param bind where to listen
   * @param incarnation the process, as {@link MemberId#incarnation}
   * @param onDeath told once of each watched member that is dead, on the sensor's thread; it may
   *     not block
   * @throws IllegalStateException with a sentence, when the port is taken or the address is not of
   *     this host
   */
  public static DeathSensor start(
      SensorSettings settings, InetAddress bind, UUID incarnation, Consumer<MemberId> onDeath) {
    requireNonNull(incarnation, "incarnation is null");
    requireNonNull(onDeath, "onDeath is null");
    try {
      return start(settings, Doorway.open(settings, bind), incarnation, onDeath);
    } catch (IOException failed) {
      throw new IllegalStateException(
          "the death sensor cannot listen on %s:%d (%s): set aitta.sensor.port to a free one, or"
              .concat(" aitta.sensor.enabled = off")
              .formatted(bind.getHostAddress(), settings.port(), failed.getMessage()),
          failed);
    }
  }

  private static DeathSensor start(
      SensorSettings settings,
      ServerSocketChannel listener,
      UUID incarnation,
      Consumer<MemberId> onDeath)
      throws IOException {
    Selector selector = Selector.open();
    SensorCounters counters = new SensorCounters();
    Doorway doorway = new Doorway(settings, counters, incarnation, listener, selector);
    var surroundings = new PeerWatch.Surroundings(selector, settings, counters, Refusal.learn());
    SensorLoop loop = new SensorLoop(selector, doorway, counters, onDeath);
    Thread thread = new Thread(loop, "aitta-sensor");
    thread.setDaemon(true);
    thread.start();
    return new DeathSensor(listener, surroundings, loop);
  }

  /** Where it listens. */
  public int port() {
    return listener.socket().getLocalPort();
  }

  /**
   * Watches a process until it is dead or forgotten; nothing happens where it is watched already.
   * It can be proven dead only once it has been reached at its sensor.
   *
   * @param sensor the port of its sensor
   * @param artery the port of its actor system, which it holds as long
   * @throws IllegalArgumentException when an address is not resolved
   */
  public void watch(MemberId member, InetSocketAddress sensor, InetSocketAddress artery) {
    requireNonNull(member, "member is null");
    requireResolved(sensor);
    requireResolved(artery);
    loop.order(
        watches ->
            watches.computeIfAbsent(
                member,
                absent -> new PeerWatch(absent, sensor, artery, surroundings, System.nanoTime())));
  }

  /**
   * Takes note that another process is known to hold the member's port of Artery by now: then it is
   * dead when its sensor alone refuses connections.
   */
  public void replaced(MemberId member) {
    requireNonNull(member, "member is null");
    loop.order(
        watches ->
            watches.computeIfPresent(
                member,
                (known, watch) -> {
                  watch.replaced();
                  return watch;
                }));
  }

  /** Watches it no more; nothing is told of it any more, unless it is being told already. */
  public void forget(MemberId member) {
    requireNonNull(member, "member is null");
    loop.order(
        watches -> {
          PeerWatch watch = watches.remove(member);
          if (watch != null) {
            watch.close();
          }
        });
  }

  /** What it has met with so far. */
  public SensorCounters.Snapshot counters() {
    return surroundings.counters().snapshot();
  }

  /** Ends it soon: to others this process is dead then. */
  @Override
  public void close() {
    loop.close();
  }

  private static void requireResolved(InetSocketAddress address) {
    if (address.isUnresolved()) {
      throw new IllegalArgumentException("not resolved: " + address);
    }
  }
}
