package io.aitta.routing;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import io.aitta.catalog.CatalogAuthority;
import io.aitta.catalog.CatalogKeeper;
import io.aitta.catalog.CatalogShelf;
import io.aitta.core.catalog.Catalog;
import io.aitta.core.model.CacheConfig;
import io.aitta.core.model.CacheName;
import io.aitta.core.model.Version;
import io.aitta.core.placement.Partitioning;
import io.aitta.core.reply.Reply;
import io.aitta.directory.Leader;
import io.aitta.protocol.Answer;
import io.aitta.protocol.Answer.Refusal;
import io.aitta.protocol.CatalogPush;
import io.aitta.protocol.Request;
import io.aitta.protocol.Response;
import io.aitta.routing.sending.GatewaySettings;
import io.aitta.testing.ManualClock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.pekko.actor.Address;

/**
 * A gateway of one partition, which node A leads at first, in epoch 7. Time stands still, and
 * nothing arrives anywhere: the test answers each sending.
 */
final class LoneGateway implements AutoCloseable {
  static final CacheName USERS = new CacheName("users");
  static final long INCARNATION = -42;
  static final Duration RESEND = Duration.ofMillis(700);
  static final Duration RETRY = Duration.ofMillis(100);
  static final Address A = TestingNode.addressOf(2);
  static final Address B = TestingNode.addressOf(3);

  private static final GatewaySettings SETTINGS =
      new GatewaySettings(
          100, 1 << 20, Duration.ofMillis(500), RESEND, RETRY, Duration.ofDays(1), 4, 8 << 20);

  final ManualClock clock = new ManualClock(1_000_000);
  final TestingLink link = new TestingLink();
  final TestingDirectory directory = new TestingDirectory(TestingNode.addressOf(1), Map::of);
  final ClusterGateway gateway;
  private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(2);
  private final CatalogKeeper catalog;
  private final CatalogAuthority authority;

  LoneGateway() {
    catalog =
        new CatalogKeeper(
            directory, link, new CatalogShelf(Optional.empty()), changed -> {}, threads);
    TestingPartitions partitions = new TestingPartitions(catalog::current, clock, 1);
    authority = new CatalogAuthority(directory, partitions, link, catalog, threads, threads, clock);
    gateway =
        new ClusterGateway(
            INCARNATION,
            SETTINGS,
            new Partitioning(1),
            new ClusterGateway.Surroundings(directory, partitions, link, catalog, authority),
            threads,
            threads,
            clock);
    Catalog known = Catalog.EMPTY.configured(USERS, CacheConfig.DEFAULT, new Version(1, 1));
    catalog.onPush(A, new CatalogPush(0, known));
    lead(A, 7);
  }

  void lead(Address node, long epoch) {
    directory.lead(0, new Leader(node, epoch));
  }

  void dropCache() {
    catalog.onPush(A, new CatalogPush(0, catalog.current().dropped(USERS, new Version(1, 2))));
  }

  /** The sending of that number, from 0, for which it waits a bounded time. */
  Request sending(int number) {
    return link.sending(number).request();
  }

  Address target(int number) {
    return link.sending(number).to();
  }

  void reply(int number, Reply reply) {
    respond(number, new Answer.Done(reply));
  }

  void refuse(int number, Refusal refusal) {
    respond(number, new Answer.Refused(refusal));
  }

  /** Waits, a bounded time, until that many sendings were made. */
  void awaitSendings(int count) {
    await().atMost(30, SECONDS).until(() -> link.sendings().size() == count);
  }

  private void respond(int number, Answer answer) {
    Request request = sending(number);
    gateway.onResponse(
        target(number), new Response(request.origin(), request.id(), request.epoch(), answer));
  }

  @Override
  public void close() {
    gateway.close();
    authority.close();
    catalog.close();
    threads.shutdownNow();
  }
}
