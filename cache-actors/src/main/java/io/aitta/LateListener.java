package io.aitta;

import io.aitta.link.LinkListener;
import io.aitta.link.Undelivered;
import io.aitta.protocol.Message;
import org.apache.pekko.actor.Address;

/**
 * Hears for a node that is still being put together: what comes before that is dropped, as if it
 * had come before the start. Nobody sends requests to a node that has not announced itself, and
 * statuses are repeated.
 */
final class LateListener implements LinkListener {
  private static final LinkListener DEAF =
      new LinkListener() {
        @Override
        public void onMessage(Address from, Message message) {}

        @Override
        public void onUndelivered(Address to, Message message, Undelivered why) {}
      };

  private volatile LinkListener listener = DEAF;

  void become(LinkListener ready) {
    listener = ready;
  }

  @Override
  public void onMessage(Address from, Message message) {
    listener.onMessage(from, message);
  }

  @Override
  public void onUndelivered(Address to, Message message, Undelivered why) {
    listener.onUndelivered(to, message, why);
  }
}
