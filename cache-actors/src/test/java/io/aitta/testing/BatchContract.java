package io.aitta.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.core.model.CacheKey;
import io.aitta.core.model.Condition;
import io.aitta.core.model.Lifetime;
import io.aitta.core.model.Tags;
import io.aitta.core.operation.Get;
import io.aitta.core.operation.Increment;
import io.aitta.core.operation.KeyOperation;
import io.aitta.core.operation.Put;
import io.aitta.core.reply.CountReply;
import io.aitta.core.reply.Lookup;
import io.aitta.core.reply.PreconditionFailed;
import io.aitta.core.reply.StoreReply;
import io.aitta.gateway.Attempt;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a gateway promises of many operations at once. */
interface BatchContract extends GatewayFixture {
  @Test
  default void executeAll_manyKeys_answersInOrder() {
    CacheProbe cache = cache();
    List<KeyOperation<?>> operations = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      operations.add(new Increment(CacheKey.of("n" + i), i, 0, Condition.ALWAYS));
    }
    List<Attempt> attempts = executeAll(cache, operations);
    assertThat(attempts).hasSize(3000);
    for (int i = 0; i < 3000; i++) {
      assertThat(((CountReply.Counted) reply(attempts.get(i))).value()).isEqualTo(i);
    }
  }

  @Test
  default void executeAll_oneKey_isAppliedInOrder() {
    CacheProbe cache = cache();
    List<KeyOperation<?>> operations = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      operations.add(new Increment(CacheKey.of("n"), 1, 0, Condition.ALWAYS));
      operations.add(new Get(CacheKey.of("other" + i), true));
    }
    List<Attempt> attempts = executeAll(cache, operations);
    for (int i = 0; i < 2000; i++) {
      assertThat(((CountReply.Counted) reply(attempts.get(2 * i))).value()).isEqualTo(i + 1);
      assertThat(reply(attempts.get(2 * i + 1))).isEqualTo(new Lookup.Miss());
    }
  }

  @Test
  default void executeAll_oneRefused_othersAreDone() {
    CacheProbe cache = cache();
    cache.put("b", "1");
    List<Attempt> attempts =
        executeAll(cache, List.of(putIfAbsent("a"), putIfAbsent("b"), putIfAbsent("c")));
    assertThat(reply(attempts.get(0))).isInstanceOf(StoreReply.Created.class);
    assertThat(reply(attempts.get(1))).isInstanceOf(PreconditionFailed.class);
    assertThat(reply(attempts.get(2))).isInstanceOf(StoreReply.Created.class);
  }

  @Test
  default void executeAll_largeValues_comeByAsMuchAsIsAskedFor() {
    CacheProbe cache = cache();
    List<KeyOperation<?>> operations = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      cache.put("k" + i, "x".repeat(i % 4 == 0 ? 300_000 : 30_000));
      operations.add(new Get(CacheKey.of("k" + i), true));
    }
    int calls = 0;
    while (!operations.isEmpty()) {
      List<Attempt> attempts = executeAll(cache, operations, 150_000);
      assertThat(reply(attempts.get(0))).isInstanceOf(Lookup.Hit.class);
      assertThat(attempts.stream().mapToLong(BatchContract::bytes).sum()).isLessThan(750_000);
      operations = postponed(operations, attempts);
      calls++;
    }
    assertThat(calls).isBetween(2, 40);
  }

  @Test
  default void executeAll_postponed_keepsTheOrderOfAKey() {
    CacheProbe cache = cache();
    cache.put("large", "x".repeat(300_000));
    List<KeyOperation<?>> operations =
        List.of(
            new Get(CacheKey.of("large"), true),
            putIfAbsent("k"),
            new Get(CacheKey.of("large"), true),
            new Increment(CacheKey.of("k"), 1, 0, Condition.ALWAYS));
    List<Object> replies = new ArrayList<>();
    while (!operations.isEmpty()) {
      List<Attempt> attempts = executeAll(cache, operations, 1);
      attempts.stream()
          .filter(Attempt.Answered.class::isInstance)
          .forEach(attempt -> replies.add(reply(attempt)));
      operations = postponed(operations, attempts);
    }
    assertThat(replies)
        .filteredOn(reply -> !(reply instanceof Lookup))
        .extracting(reply -> reply.getClass().getSimpleName())
        .containsExactly("Created", "Counted");
  }

  @Test
  default void executeAll_nothing_answersNothing() {
    assertThat(executeAll(cache(), List.of())).isEmpty();
  }

  private static KeyOperation<?> putIfAbsent(String key) {
    return new Put(
        CacheKey.of(key), CacheProbe.text("2"), Lifetime.INHERITED, Tags.NONE, Condition.IF_ABSENT);
  }

  private static List<KeyOperation<?>> postponed(
      List<KeyOperation<?>> operations, List<Attempt> attempts) {
    List<KeyOperation<?>> left = new ArrayList<>();
    for (int i = 0; i < attempts.size(); i++) {
      if (attempts.get(i) instanceof Attempt.Postponed) {
        left.add(operations.get(i));
      }
    }
    return left;
  }

  private static long bytes(Attempt attempt) {
    return attempt instanceof Attempt.Answered answered
            && answered.reply() instanceof Lookup.Hit hit
        ? hit.size()
        : 0;
  }

  private static Object reply(Attempt attempt) {
    return ((Attempt.Answered) attempt).reply();
  }

  private List<Attempt> executeAll(
      CacheProbe cache, List<KeyOperation<?>> operations, long maxAnswerBytes) {
    return CacheProbe.await(
        gateway().executeAll(cache.cache(), operations, maxAnswerBytes, CacheProbe.TIMEOUT));
  }

  private List<Attempt> executeAll(CacheProbe cache, List<KeyOperation<?>> operations) {
    return CacheProbe.await(gateway().executeAll(cache.cache(), operations, CacheProbe.TIMEOUT));
  }
}
