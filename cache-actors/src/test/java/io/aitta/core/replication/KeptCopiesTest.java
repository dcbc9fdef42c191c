package io.aitta.core.replication;

import static io.aitta.core.replication.TestingSettings.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.core.catalog.CacheId;
import io.aitta.core.model.CacheConfig.Durability;
import io.aitta.core.model.CacheKey;
import io.aitta.core.model.CacheValue;
import io.aitta.core.model.Condition;
import io.aitta.core.model.Lifetime;
import io.aitta.core.model.Tags;
import io.aitta.core.operation.Get;
import io.aitta.core.operation.Operation;
import io.aitta.core.operation.Put;
import io.aitta.core.operation.Remove;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.core.replication.journal.LogLimits;
import io.aitta.core.replication.protocol.Input;
import io.aitta.core.replication.protocol.Outcome;
import io.aitta.core.replication.protocol.ReplicationSettings.OnLoss;
import io.aitta.core.replication.protocol.Standing.Part;
import io.aitta.core.reply.Lookup;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is kept while caches begin or cease to be kept, and while disks fail. */
class KeptCopiesTest {
  private final TestingReplicas cluster =
      new TestingReplicas(settings(1, OnLoss.AVAILABILITY), Optional.of(LogLimits.DEFAULT));
  private final CacheId safe = cluster.cache("safe", true, Durability.SYNC);
  private final CacheId other = cluster.cache("other", true, Durability.NONE);
  private MemberId a = cluster.add("a");
  private MemberId b = cluster.add("b");

  @Test
  void founderWhoseDiskFailedOnce_foundsLater() {
    cluster.holdDisk(a);
    cluster.give(a, new Input.Claim());
    cluster.pass(100);
    cluster.give(a, new Input.StoreFailed());
    cluster.mendDisk(a);
    cluster.pass(1_000);
    assertThat(cluster.partOf(a)).isEqualTo(Part.PRIMARY);
  }

  @Test
  void founderWhoDiedBeforeItWasDecided_foundsWhenItIsBack() {
    cluster.loseRegister(a);
    cluster.give(a, new Input.Claim());
    cluster.pass(100);
    cluster.stop(a);
    a = cluster.add("a");
    cluster.pass(300);
    cluster.give(a, new Input.Claim());
    cluster.pass(300);
    assertThat(cluster.partOf(a)).isEqualTo(Part.PRIMARY);
  }

  @Test
  void whoHasMoreAndCannotWrite_isNotWaitedForForEver() {
    cluster.lead(a, b);
    ask(a, safe, put("k", "1"));
    cluster.stop(a);
    cluster.stop(b);
    MemberId formerA = a;
    MemberId formerB = b;
    a = new MemberId("a", new UUID(1, 3));
    cluster.holdDisk(a);
    assertThat(cluster.add("a")).isEqualTo(a);
    b = cluster.add("b");
    cluster.give(a, new Input.Back(Map.of(formerB, cluster.returnedWith(b))));
    cluster.give(b, new Input.Back(Map.of(formerA, cluster.returnedWith(a))));
    cluster.pass(20_000);
    assertThat(cluster.partOf(b)).isEqualTo(Part.RETURNED);
    cluster.pass(15_000);
    assertThat(cluster.partOf(b)).isEqualTo(Part.PRIMARY);
    assertThat(has(b, safe, "k")).isTrue();
  }

  @Test
  void cacheThatIsKeptFromNowOn_comesBackWhole_thoughNothingWasDeletedYet() {
    cluster.lead(a);
    ask(a, other, put("k1", "1"));
    ask(a, other, put("k2", "2"));
    assertThat(cluster.cache("other", true, Durability.SYNC)).isEqualTo(other);
    ask(a, other, put("k3", "3"));
    cluster.pass(500);
    restart();
    assertThat(has(a, other, "k3")).isTrue();
    assertThat(has(a, other, "k1")).isTrue();
  }

  @Test
  void cacheThatIsKeptFromNowOn_comesBackWhole_thoughTheFirstChangeTookOneAway() {
    cluster.lead(a);
    ask(a, other, put("k1", "1"));
    ask(a, other, put("k2", "2"));
    cluster.cache("other", true, Durability.SYNC);
    ask(a, other, new Remove(CacheKey.of("k1"), Condition.ALWAYS));
    cluster.pass(500);
    restart();
    assertThat(has(a, other, "k2")).isTrue();
    assertThat(has(a, other, "k1")).isFalse();
  }

  @Test
  void entryOfACacheThatIsNotKeptAnyMore_staysGone_thoughTheDiskWasNotTold() {
    cluster.lead(a);
    ask(a, safe, put("k", "1"));
    cluster.cache("safe", true, Durability.NONE);
    cluster.holdDisk(a);
    assertThat(cluster.ask(a, safe, new Remove(CacheKey.of("k"), Condition.ALWAYS))).isPresent();
    restart();
    assertThat(has(a, safe, "k")).isFalse();
    cluster.cache("safe", true, Durability.SYNC);
    restart();
    assertThat(has(a, safe, "k")).isFalse();
  }

  private void restart() {
    cluster.stop(a);
    a = cluster.add("a");
    cluster.pass(300);
  }

  private Object ask(MemberId at, CacheId cache, Operation<?> operation) {
    Outcome outcome = cluster.ask(at, cache, operation).orElseThrow();
    return ((Outcome.Done) outcome).reply();
  }

  private boolean has(MemberId at, CacheId cache, String key) {
    return ask(at, cache, new Get(CacheKey.of(key), true)) instanceof Lookup.Hit;
  }

  private static Put put(String key, String value) {
    CacheValue text = CacheValue.owning(value.getBytes(StandardCharsets.UTF_8), "text/plain");
    return new Put(CacheKey.of(key), text, Lifetime.INHERITED, Tags.NONE, Condition.ALWAYS);
  }
}
