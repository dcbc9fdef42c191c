package io.aitta.routing;

import io.aitta.protocol.CatalogCommand;
import io.aitta.protocol.CatalogResult;
import io.aitta.protocol.Message;
import io.aitta.protocol.Request;
import io.aitta.protocol.Response;
import io.aitta.routing.sending.Courier;
import java.util.function.BiConsumer;
import org.apache.pekko.actor.Address;

/** Brings questions to their leaders: over the link, or at once where the leader is here. */
record Road(
    ClusterGateway.Surroundings node,
    BiConsumer<Address, Response> onResponse,
    BiConsumer<Address, CatalogResult> onCatalogResult)
    implements Courier {
  @Override
  public boolean send(Address to, Message message) {
    if (!to.equals(node.routes().self())) {
      return node.link().send(to, message);
    }
    if (message instanceof Request request) {
      node.partitions().deliver(request, response -> onResponse.accept(to, response));
    } else if (message instanceof CatalogCommand command) {
      node.authority().onCommand(command, result -> onCatalogResult.accept(to, result));
    }
    return true;
  }
}
