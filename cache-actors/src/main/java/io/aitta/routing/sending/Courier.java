package io.aitta.routing.sending;

import io.aitta.protocol.Message;
import org.apache.pekko.actor.Address;

/** Brings a question to a node, this one included. Never blocks. */
public interface Courier {
  /** Whether it took the message; if not, nothing was sent. */
  boolean send(Address node, Message message);
}
