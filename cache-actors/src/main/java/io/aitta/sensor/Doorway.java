package io.aitta.sensor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/**
 * The port at which others watch this process: greets them and keeps the connections, nothing else.
 * For the sensor's own thread.
 *
 * <p>It is never closed while the process goes on, whatever fails: a closed port says that the
 * process is dead.
 */
final class Doorway implements Ready {
  private final SensorSettings settings;
  private final SensorCounters counters;
  private final UUID incarnation;
  private final ServerSocketChannel listener;
  private final SelectionKey key;
  private final Set<SocketChannel> watchers = new HashSet<>();
  private boolean paused;
  private long resume;

  Doorway(
      SensorSettings settings,
      SensorCounters counters,
      UUID incarnation,
      ServerSocketChannel listener,
      Selector selector)
      throws IOException {
    this.settings = settings;
    this.counters = counters;
    this.incarnation = incarnation;
    this.listener = listener;
    listener.configureBlocking(false);
    this.key = listener.register(selector, SelectionKey.OP_ACCEPT, this);
  }

  /** Listens from now on, in the kernel at least. */
  static ServerSocketChannel open(SensorSettings settings, InetAddress bind) throws IOException {
    ServerSocketChannel listener = ServerSocketChannel.open();
    try {
      return listener.bind(new InetSocketAddress(bind, settings.port()), settings.maxConnections());
    } catch (IOException taken) {
      listener.close();
      throw taken;
    }
  }

  @Override
  public void ready(long now) {
    try {
      SocketChannel watcher = listener.accept();
      if (watcher != null) {
        admit(watcher);
      }
    } catch (IOException outOfSockets) {
      // Asked at once again it would fail at once again.
      key.interestOps(0);
      paused = true;
      resume = now + settings.retryMax().toNanos();
    }
  }

  /** Accepts again after a pause, and says when to come back. */
  long turn(long now) {
    if (paused && now - resume >= 0) {
      key.interestOps(SelectionKey.OP_ACCEPT);
      paused = false;
    }
    return paused ? resume : now + settings.retryMax().toNanos();
  }

  /** Ends it, with the process. */
  void close() throws IOException {
    listener.close();
    for (SocketChannel watcher : watchers) {
      watcher.close();
    }
  }

  private void admit(SocketChannel watcher) throws IOException {
    if (watchers.size() >= settings.maxConnections()) {
      counters.countTurnedAway();
      watcher.close();
      return;
    }
    watchers.add(watcher);
    try {
      greet(watcher);
    } catch (IOException gone) {
      drop(watcher);
    }
  }

  private void greet(SocketChannel watcher) throws IOException {
    Sockets.keepAlive(watcher, settings.keepAlive());
    ByteBuffer greeting = Greeting.of(incarnation);
    watcher.write(greeting);
    if (greeting.hasRemaining()) {
      throw new IOException("no room for a greeting");
    }
    Ready end = now -> onTalk(watcher);
    watcher.register(key.selector(), SelectionKey.OP_READ, end);
  }

  private void onTalk(SocketChannel watcher) {
    try {
      if (watcher.read(ByteBuffer.allocate(1)) > 0) {
        counters.countTurnedAway();
      }
      drop(watcher);
    } catch (IOException gone) {
      drop(watcher);
    }
  }

  private void drop(SocketChannel watcher) {
    watchers.remove(watcher);
    Sockets.close(watcher);
  }
}
