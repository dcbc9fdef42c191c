package io.aitta.example;

import io.aitta.embedded.Cache;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;

/** The shop on one node: starts its sharded orders and finds them. Thread-safe. */
public final class Shop {
  static final EntityTypeKey<Order.Command> ORDERS =
      EntityTypeKey.create(Order.Command.class, "shop-order");

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ClusterSharding sharding;

  private Shop(ClusterSharding sharding) {
    this.sharding = sharding;
  }

  /**
   * Starts the shop on a node that belongs to a cluster.
   *
   * @param prices opens the cache of prices, with Aitta's extension: {@code s ->
   *     Aitta.get(s).cache("prices", Codecs.utf8(), Codecs.json(Price.class))}
   * @param source where prices come from that are not in the cache
   */
  public static Shop start(
      ActorSystem<?> system,
      Function<ActorSystem<?>, Cache<String, Price>> prices,
      PriceList source) {
    PriceList cached = new CachedPrices(prices.apply(system), source);
    ClusterSharding sharding = ClusterSharding.get(system);
    sharding.init(Entity.of(ORDERS, context -> Order.create(cached)));
    return new Shop(sharding);
  }

  /** Adds a line to an order and answers with what the order costs then. */
  public CompletionStage<Order.Answer> addLine(String order, String item, int count) {
    return entity(order)
        .ask((ActorRef<Order.Answer> to) -> new Order.AddLine(item, count, to), PATIENCE);
  }

  /** What an order costs. */
  public CompletionStage<Order.Answer> total(String order) {
    return entity(order).ask(Order.GetTotal::new, PATIENCE);
  }

  private EntityRef<Order.Command> entity(String order) {
    return sharding.entityRefFor(ORDERS, order);
  }
}
