package io.aitta.link;

import io.aitta.protocol.Message;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.pekko.actor.Address;

/** Keeps what a link told it. */
final class TestingListener implements LinkListener {
  private final Queue<Message> received = new ConcurrentLinkedQueue<>();
  private final Queue<Message> undelivered = new ConcurrentLinkedQueue<>();
  private final Queue<Undelivered> reasons = new ConcurrentLinkedQueue<>();
  private final Queue<Address> senders = new ConcurrentLinkedQueue<>();

  @Override
  public void onMessage(Address from, Message message) {
    senders.add(from);
    received.add(message);
  }

  @Override
  public void onUndelivered(Address to, Message message, Undelivered why) {
    reasons.add(why);
    undelivered.add(message);
  }

  Queue<Message> received() {
    return received;
  }

  Queue<Message> undelivered() {
    return undelivered;
  }

  /** Why what is undelivered is, in the same order. */
  Queue<Undelivered> reasons() {
    return reasons;
  }

  Queue<Address> senders() {
    return senders;
  }
}
