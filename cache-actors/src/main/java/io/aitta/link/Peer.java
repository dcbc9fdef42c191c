package io.aitta.link;

import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.Address;

/**
 * Another node, as senders see it.
 *
 * @param link the other node's link
 * @param owed the bytes of large messages that are on their way to it or wait for their turn
 */
record Peer(Address address, ActorRef link, ByteBudget owed) {}
