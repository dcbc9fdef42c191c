package io.aitta.routing;

import io.aitta.link.Link;
import io.aitta.link.LinkListener;
import io.aitta.link.Undelivered;
import io.aitta.protocol.Message;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.Address;

/** Carries messages between the nodes of one JVM, each with the fate that a test gives it. */
final class TestingNetwork {
  private final ScheduledExecutorService threads;
  private final Map<Address, LinkListener> listeners = new ConcurrentHashMap<>();
  private volatile Weather weather = (from, to, message) -> Fate.DELIVERED;

  TestingNetwork(ScheduledExecutorService threads) {
    this.threads = threads;
  }

  /** What becomes of a message. */
  enum Fate {
    DELIVERED,
    DOUBLED,
    DELAYED,
    LOST,
    UNDELIVERED,
    REFUSED
  }

  /** Decides what becomes of each message. */
  interface Weather {
    Fate of(Address from, Address to, Message message);
  }

  void weather(Weather next) {
    weather = next;
  }

  void attach(Address node, LinkListener listener) {
    listeners.put(node, listener);
  }

  void detach(Address node) {
    listeners.remove(node);
  }

  Link linkOf(Address from) {
    return (to, message) -> send(from, to, message);
  }

  private boolean send(Address from, Address to, Message message) {
    Fate fate = weather.of(from, to, message);
    switch (fate) {
      case DELIVERED -> threads.execute(() -> deliver(from, to, message));
      case DOUBLED -> {
        threads.execute(() -> deliver(from, to, message));
        threads.execute(() -> deliver(from, to, message));
      }
      case DELAYED -> late(() -> deliver(from, to, message));
      case UNDELIVERED ->
          late(() -> listeners.get(from).onUndelivered(to, message, Undelivered.NO_ROOM));
      case LOST, REFUSED -> {}
    }
    return fate != Fate.REFUSED;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // Nobody waits for one message.
  private void late(Runnable arrival) {
    threads.schedule(arrival, 20, TimeUnit.MILLISECONDS);
  }

  private void deliver(Address from, Address to, Message message) {
    LinkListener listener = listeners.get(to);
    if (listener != null) {
      listener.onMessage(from, message);
    }
  }
}
