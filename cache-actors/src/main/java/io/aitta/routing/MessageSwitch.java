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
import io.aitta.protocol.ReplicaPost;
import io.aitta.protocol.Request;
import io.aitta.protocol.Response;
import io.aitta.protocol.VoterPost;
import io.aitta.replica.LocalPartitions;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.pekko.actor.Address;

/** Brings each message from another node to the part of this node that it is for. Thread-safe. */
public final class MessageSwitch implements LinkListener {
  private final Link link;
  private final LocalPartitions partitions;
  private final ClusterGateway gateway;
  private final CatalogKeeper catalog;
  private final CatalogAuthority authority;
  private final Hearers hearers;
  private final LongAdder answersLost = new LongAdder();

  /**
   * Those who hear what is said beside requests and the catalog.
   *
   * @param statuses takes what other nodes say of themselves
   * @param replicas takes what copies say to each other
   * @param voters takes what proposers and voters say to each other
   */
  public record Hearers(
      BiConsumer<Address, NodeStatus> statuses,
      Consumer<ReplicaPost> replicas,
      BiConsumer<Address, VoterPost> voters) {}

  public MessageSwitch(
      Link link,
      LocalPartitions partitions,
      ClusterGateway gateway,
      CatalogKeeper catalog,
      CatalogAuthority authority,
      Hearers hearers) {
    this.link = link;
    this.partitions = partitions;
    this.gateway = gateway;
    this.catalog = catalog;
    this.authority = authority;
    this.hearers = hearers;
  }

  @Override
  public void onMessage(Address from, Message message) {
    if (message instanceof Request request) {
      partitions.deliver(request, response -> answer(from, response));
    } else if (message instanceof Response response) {
      gateway.onResponse(from, response);
    } else if (message instanceof ReplicaPost post) {
      hearers.replicas().accept(post);
    } else if (message instanceof VoterPost post) {
      hearers.voters().accept(from, post);
    } else if (message instanceof NodeStatus status) {
      hearers.statuses().accept(from, status);
    } else {
      onCatalogMessage(from, message);
    }
  }

  @Override
  public void onUndelivered(Address to, Message message, Undelivered why) {
    if (message instanceof Response || message instanceof CatalogResult) {
      lost(to, message);
    } else if (!(message instanceof ReplicaPost || message instanceof VoterPost)) {
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
