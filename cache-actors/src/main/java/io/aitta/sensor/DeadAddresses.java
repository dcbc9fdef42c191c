package io.aitta.sensor;

import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.actor.Address;
import org.apache.pekko.event.EventStream;

/**
 * The addresses whose processes are proven dead, as one actor system knows. Its failure detectors
 * are made by Pekko and get nothing of the system but its event stream, so it is found by that; it
 * goes with it. Thread-safe.
 */
final class DeadAddresses {
  private static final Map<EventStream, DeadAddresses> OF_SYSTEMS = new WeakHashMap<>();

  private final Set<String> addresses = ConcurrentHashMap.newKeySet();

  private DeadAddresses() {}

  /** Those of the actor system with that event stream. */
  static DeadAddresses of(EventStream events) {
    synchronized (OF_SYSTEMS) {
      return OF_SYSTEMS.computeIfAbsent(events, absent -> new DeadAddresses());
    }
  }

  void add(Address node) {
    addresses.add(node.toString());
  }

  /** The process is no member any more: another one may come to its address. */
  void remove(Address node) {
    addresses.remove(node.toString());
  }

  /**
   * Whether the process there is dead.
   *
   * @param node an address as Pekko writes it
   */
  boolean contains(String node) {
    return addresses.contains(node);
  }
}
