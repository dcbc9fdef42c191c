package io.aitta;

import io.aitta.link.LinkListener;
import io.aitta.link.Undelivered;
import io.aitta.protocol.Message;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.pekko.actor.Address;

/**
 * Hears for a node that is still being put together: keeps what comes, in its order, for the one
 * who will hear; what is too much is dropped and counted. Thread-safe.
 */
final class LateListener implements LinkListener {
  /** The node is put together in milliseconds, and nobody sends it much before. */
  static final int MOST_KEPT = 256;

  private final Queue<Consumer<LinkListener>> kept = new ArrayDeque<>();
  private final AtomicLong dropped = new AtomicLong();
  private volatile Optional<LinkListener> listener = Optional.empty();

  /** From now on the one hears what comes, and first what came before. */
  void become(LinkListener ready) {
    synchronized (kept) {
      kept.forEach(news -> news.accept(ready));
      kept.clear();
      listener = Optional.of(ready);
    }
  }

  long dropped() {
    return dropped.get();
  }

  @Override
  public void onMessage(Address from, Message message) {
    tell(one -> one.onMessage(from, message));
  }

  @Override
  public void onUndelivered(Address to, Message message, Undelivered why) {
    tell(one -> one.onUndelivered(to, message, why));
  }

  private void tell(Consumer<LinkListener> news) {
    listener.or(() -> keep(news)).ifPresent(news);
  }

  /** Answers who hears by now, if anybody does; else the news is kept or dropped. */
  private Optional<LinkListener> keep(Consumer<LinkListener> news) {
    synchronized (kept) {
      if (listener.isEmpty() && kept.size() < MOST_KEPT) {
        kept.add(news);
      } else if (listener.isEmpty()) {
        dropped.incrementAndGet();
      }
      return listener;
    }
  }
}
