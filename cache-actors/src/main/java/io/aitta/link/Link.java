package io.aitta.link;

import io.aitta.protocol.Message;
import org.apache.pekko.actor.Address;

/**
 * Carries messages to other nodes. Messages to one node that fit one frame arrive in the order
 * sent, or not at all: a link promises at most once. Thread-safe; never blocks.
 */
public interface Link {
  /**
   * Sends a message.
   *
   * @return false where too much is on its way already: then nothing was sent
   */
  boolean send(Address node, Message message);
}
