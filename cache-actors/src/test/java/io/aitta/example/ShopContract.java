package io.aitta.example;

import static io.aitta.testing.Awaiting.answerOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.aitta.embedded.Cache;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The example application at work, on a cluster of one node, whichever way its cache is opened. */
abstract class ShopContract {
  private final AtomicInteger lookups = new AtomicInteger();
  private ActorSystem<?> system;
  private Cache<String, Price> prices;
  private Shop shop;

  /** Opens the shop's cache, as the application does. */
  protected abstract Cache<String, Price> prices(ActorSystem<?> system);

  /** What the way of opening needs of the configuration beside the shop's own. */
  protected Config config() {
    return ConfigFactory.empty();
  }

  /** Waits for what needs no caller, however busy the machine is. */
  static void awaitPatiently(Callable<Boolean> condition) {
    await().atMost(Duration.ofMinutes(2)).until(condition);
  }

  @BeforeEach
  void start() {
    Config config = config().withFallback(ConfigFactory.load("shop-test"));
    system = ActorSystem.create(Behaviors.empty(), "shop", config);
    Cluster cluster = Cluster.get(system);
    cluster.manager().tell(Join.create(cluster.selfMember().address()));
    awaitPatiently(() -> cluster.selfMember().status().equals(MemberStatus.up()));
    prices = prices(system);
    shop = Shop.start(system, anySystem -> prices, this::lookUp);
    awaitPatiently(() -> answerOf(isServed("o0")));
  }

  /** The first order of a node waits for its sharding to start, at times longer than the shop. */
  private CompletionStage<Boolean> isServed(String order) {
    return shop.total(order).handle((total, late) -> total != null);
  }

  @AfterEach
  void stop() {
    ActorTestKit.shutdown(system, Duration.ofMinutes(2));
  }

  @Test
  void order_addsUpPrices_eachLookedUpOnce() {
    assertThat(answerOf(shop.addLine("o1", "tea", 2))).isEqualTo(new Order.Total(700));
    assertThat(answerOf(shop.addLine("o1", "tea", 1))).isEqualTo(new Order.Total(1050));
    assertThat(answerOf(shop.addLine("o2", "tea", 1))).isEqualTo(new Order.Total(350));
    assertThat(answerOf(shop.total("o1"))).isEqualTo(new Order.Total(1050));

    assertThat(lookups).hasValue(1);
    assertThat(answerOf(prices.get("tea"))).contains(new Price("tea", 350));
    assertThat(answerOf(prices.timeLeft("tea")).orElseThrow().timeToLive()).isPresent();
  }

  @Test
  void order_priceInTheCache_isNotLookedUp() {
    answerOf(prices.put("cup", new Price("cup", 1_200)));

    assertThat(answerOf(shop.addLine("o1", "cup", 1))).isEqualTo(new Order.Total(1_200));

    assertThat(lookups).hasValue(0);
  }

  @Test
  void order_unknownItem_isRefused() {
    assertThat(answerOf(shop.addLine("o1", "moon", 1)))
        .isEqualTo(new Order.Refused("there is no item 'moon'"));
    assertThat(answerOf(shop.total("o1"))).isEqualTo(new Order.Total(0));
  }

  private CompletionStage<Optional<Price>> lookUp(String item) {
    lookups.incrementAndGet();
    return CompletableFuture.completedStage(
        item.equals("tea") ? Optional.of(new Price("tea", 350)) : Optional.empty());
  }
}
