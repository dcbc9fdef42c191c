package io.aitta.link;

import io.aitta.protocol.Message;
import org.apache.pekko.actor.Address;

/** What a link tells its node. Called on the link's threads: may not block. */
public interface LinkListener {
  /** A message arrived whole. */
  void onMessage(Address from, Message message);

  /** A message that was sent will surely not arrive. */
  void onUndelivered(Address to, Message message, Undelivered why);
}
