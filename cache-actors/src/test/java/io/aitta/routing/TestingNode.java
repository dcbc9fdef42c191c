package io.aitta.routing;

import io.aitta.catalog.CatalogAuthority;
import io.aitta.catalog.CatalogKeeper;
import io.aitta.catalog.CatalogShelf;
import io.aitta.core.placement.Partitioning;
import io.aitta.link.Link;
import io.aitta.protocol.NodeReplication;
import io.aitta.protocol.NodeStatus;
import io.aitta.routing.sending.GatewaySettings;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.pekko.actor.Address;

/** A node as it will be, but for its directory, its link and its sharding. */
final class TestingNode implements AutoCloseable {
  final Address address;
  final TestingDirectory directory;
  final TestingPartitions partitions;
  final CatalogKeeper catalog;
  final CatalogAuthority authority;
  final ClusterGateway gateway;
  final MessageSwitch inbound;
  private final long incarnation;

  TestingNode(
      int number,
      GatewaySettings settings,
      Partitioning partitioning,
      TestingNetwork network,
      Supplier<Map<Address, NodeStatus>> statuses,
      Executor executor,
      ScheduledExecutorService scheduler,
      LongSupplier clock) {
    incarnation = number;
    address = addressOf(number);
    Link link = network.linkOf(address);
    directory = new TestingDirectory(address, statuses);
    CatalogKeeper[] keeper = new CatalogKeeper[1];
    partitions = new TestingPartitions(() -> keeper[0].current(), clock, partitioning.partitions());
    catalog =
        new CatalogKeeper(
            directory,
            link,
            new CatalogShelf(Optional.empty()),
            changed -> partitions.catalogChanged(),
            scheduler);
    keeper[0] = catalog;
    authority =
        new CatalogAuthority(directory, partitions, link, catalog, executor, scheduler, clock);
    gateway =
        new ClusterGateway(
            incarnation,
            settings,
            partitioning,
            new ClusterGateway.Surroundings(directory, partitions, link, catalog, authority),
            executor,
            scheduler,
            clock);
    inbound =
        new MessageSwitch(
            link,
            partitions,
            gateway,
            catalog,
            authority,
            new MessageSwitch.Hearers((from, status) -> {}, post -> {}, (from, post) -> {}));
    network.attach(address, inbound);
  }

  static Address addressOf(int number) {
    return new Address("pekko", "aitta", "127.0.0.1", number);
  }

  String name() {
    return "node-" + address.port().get();
  }

  NodeStatus status() {
    return new NodeStatus(
        incarnation,
        1,
        name(),
        Optional.empty(),
        "test",
        0,
        partitions.leads(),
        catalog.current().digest(),
        NodeReplication.NONE);
  }

  @Override
  public void close() {
    gateway.close();
    authority.close();
    catalog.close();
  }
}
