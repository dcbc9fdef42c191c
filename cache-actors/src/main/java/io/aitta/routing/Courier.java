package io.aitta.routing;

import io.aitta.protocol.Message;
import org.apache.pekko.actor.Address;

/** Brings a question to a node, this one included. Never blocks. */
interface Courier {
  /**
   * @return false where it could not take it: then nothing was sent
   */
  boolean send(Address node, Message message);
}
