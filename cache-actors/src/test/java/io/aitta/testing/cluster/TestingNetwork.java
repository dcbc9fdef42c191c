package io.aitta.testing.cluster;

import io.aitta.link.Link;
import io.aitta.link.LinkListener;
import io.aitta.protocol.Message;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.actor.Address;

/** Carries messages between nodes of one JVM, on the sender's thread. Thread-safe. */
public final class TestingNetwork {
  private final Map<Address, LinkListener> listeners = new ConcurrentHashMap<>();
  private final TestingRegister register = new TestingRegister();

  /** The register that all nodes share. */
  public TestingRegister register() {
    return register;
  }

  /** The link of a node that hears by the listener. */
  public Link connect(Address node, LinkListener listener) {
    listeners.put(node, listener);
    return (to, message) -> carry(node, to, message);
  }

  /** Nothing goes to that node or comes from it any more. */
  public void disconnect(Address node) {
    listeners.remove(node);
  }

  private boolean carry(Address from, Address to, Message message) {
    LinkListener listener = listeners.get(to);
    if (listener == null || !listeners.containsKey(from)) {
      return false;
    }
    listener.onMessage(from, message);
    return true;
  }
}
