package io.aitta.routing;

import io.aitta.catalog.CatalogAuthority;
import io.aitta.catalog.CatalogKeeper;
import io.aitta.link.Link;
import io.aitta.link.LinkListener;
import io.aitta.link.Undelivered;
import io.aitta.protocol.Answer;
import io.aitta.protocol.CatalogAck;
import io.aitta.protocol.CatalogCommand;
import io.aitta.protocol.CatalogPush;
import io.aitta.protocol.CatalogResult;
import io.aitta.protocol.Message;
import io.aitta.protocol.NodeStatus;
import io.aitta.protocol.Request;
import io.aitta.protocol.Response;
import io.aitta.replica.LocalPartitions;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import org.apache.pekko.actor.Address;

/** Brings each message from another node to the part of this node that it is for. Thread-safe. */
public final class MessageSwitch implements LinkListener {
  private final Link link;
  private final LocalPartitions partitions;
  private final ClusterGateway gateway;
  private final CatalogKeeper catalog;
  private final CatalogAuthority authority;
  private final BiConsumer<Address, NodeStatus> statuses;
  private final LongAdder answersLost = new LongAdder();

  /**
   * @param statuses takes what other nodes say of themselves
   */
  public MessageSwitch(
      Link link,
      LocalPartitions partitions,
      ClusterGateway gateway,
      CatalogKeeper catalog,
      CatalogAuthority authority,
      BiConsumer<Address, NodeStatus> statuses) {
    this.link = link;
    this.partitions = partitions;
    this.gateway = gateway;
    this.catalog = catalog;
    this.authority = authority;
    this.statuses = statuses;
  }

  @Override
  public void onMessage(Address from, Message message) {
    if (message instanceof Request request) {
      partitions.deliver(request, response -> answer(from, response));
    } else if (message instanceof Response response) {
      gateway.onResponse(from, response);
    } else if (message instanceof NodeStatus status) {
      statuses.accept(from, status);
    } else {
      onCatalogMessage(from, message);
    }
  }

  @Override
  public void onUndelivered(Address to, Message message, Undelivered why) {
    if (message instanceof Response || message instanceof CatalogResult) {
      lost(to, message);
    } else {
      gateway.onUndelivered(to, message, why);
    }
  }

  /** How many answers of this node found no room on the road; their askers were told so. */
  public long answersLost() {
    return answersLost.sum();
  }

  private void onCatalogMessage(Address from, Message message) {
    if (message instanceof CatalogPush push) {
      catalog.onPush(from, push);
    } else if (message instanceof CatalogAck ack) {
      authority.onAck(from, ack);
    } else if (message instanceof CatalogCommand command) {
      authority.onCommand(command, result -> answer(from, result));
    } else if (message instanceof CatalogResult result) {
      gateway.onCatalogResult(from, result);
    }
  }

  private void answer(Address to, Message answer) {
    if (!link.send(to, answer)) {
      lost(to, answer);
    }
  }

  /** A word of a few bytes finds room where the answer did not. */
  private void lost(Address to, Message answer) {
    answersLost.increment();
    if (answer instanceof Response response && response.answer() instanceof Answer.Done) {
      Answer unsent = new Answer.Refused(Answer.Refusal.UNSENT);
      link.send(to, new Response(response.origin(), response.id(), response.epoch(), unsent));
    }
  }
}
