package io.aitta.multijvm.campaign.client;

import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The nodes that clients may send to, as a load balancer knows them: without those that are known
 * to be gone or about to leave. Safe for use by several threads.
 */
public final class Doors {
  private final List<URI> open = new CopyOnWriteArrayList<>();

  /** Lets clients send to a node. */
  public void open(URI node) {
    if (!open.contains(node)) {
      open.add(node);
    }
  }

  /** Lets them send to it no more; what is under way goes on. */
  public void close(URI node) {
    open.remove(node);
  }

  /** Any open one. */
  public URI any() {
    Object[] now = open.toArray();
    if (now.length == 0) {
      throw new IllegalStateException("no node is open to clients");
    }
    return (URI) now[ThreadLocalRandom.current().nextInt(now.length)];
  }
}
