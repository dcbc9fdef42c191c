package io.aitta.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aitta.core.model.Selector;
import io.aitta.core.model.Tags;
import io.aitta.core.reply.Lookup;
import io.aitta.gateway.CacheException;
import io.aitta.gateway.ListCursor;
import io.aitta.gateway.ListRequest;
import io.aitta.gateway.Listing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a gateway promises of listings and invalidations. */
interface ListingContract extends GatewayFixture {
  Selector ALL = new Selector.All();

  @ParameterizedTest
  @ValueSource(ints = {1, 37, 10_000})
  default void list_anyLimit_showsEachEntryOnce(int limit) {
    CacheProbe cache = cache();
    List<String> keys = fill(cache, "k", 150);
    assertThat(cache.keys(ALL, limit)).containsExactlyInAnyOrderElementsOf(keys);
  }

  @Test
  default void list_page_isNoLargerThanAskedFor() {
    CacheProbe cache = cache();
    fill(cache, "k", 100);
    Listing page = cache.list(new ListRequest(ALL, Optional.empty(), 7, false));
    assertThat(page.entries()).hasSizeBetween(1, 7);
    assertThat(page.next()).isPresent();
  }

  @Test
  default void list_emptyCache_isEmpty() {
    assertThat(cache().keys(ALL, 10)).isEmpty();
  }

  @Test
  default void list_selected_showsOnlyThose() {
    CacheProbe cache = cache();
    fill(cache, "other:", 40);
    List<String> users = fill(cache, "user:", 40);
    cache.put("tagged", "1", Tags.of("x", "y"));
    cache.put("tagged too", "1", Tags.of("z"));
    cache.put("tagged otherwise", "1", Tags.of("w"));
    assertThat(cache.keys(prefix("user:"), 9)).containsExactlyInAnyOrderElementsOf(users);
    assertThat(cache.keys(new Selector.Tagged(Set.of("y", "z")), 9))
        .containsExactlyInAnyOrder("tagged", "tagged too");
  }

  @Test
  default void list_withAndWithoutValues_tellsSizes() {
    CacheProbe cache = cache();
    cache.put("a", "12345");
    Lookup.Hit full = onlyOf(cache, true);
    Lookup.Hit bare = onlyOf(cache, false);
    assertThat(full.found().value()).isEqualTo(CacheProbe.text("12345"));
    assertThat(bare.found().value().length()).isZero();
    assertThat(List.of(full.size(), bare.size())).containsExactly(5L, 5L);
    assertThat(bare.found().version()).isEqualTo(full.found().version());
  }

  @Test
  default void list_largeValues_endsPagesEarly() {
    CacheProbe cache = cache();
    String large = "x".repeat(500_000);
    for (int i = 0; i < 30; i++) {
      cache.put("k" + i, large);
    }
    Listing page = cache.list(new ListRequest(ALL, Optional.empty(), 10_000, true));
    assertThat(page.entries()).hasSizeLessThan(30);
    assertThat(page.next()).isPresent();
  }

  @Test
  default void list_cursor_survivesAsText() {
    CacheProbe cache = cache();
    List<String> keys = fill(cache, "k", 60);
    List<String> listed = new ArrayList<>();
    Optional<ListCursor> cursor = Optional.empty();
    do {
      Listing page = cache.list(new ListRequest(ALL, cursor, 11, false));
      page.entries().forEach(hit -> listed.add(hit.found().key().toString()));
      cursor =
          page.next()
              .flatMap(next -> ListCursor.parse(next.text(cache.cache(), ALL), cache.cache(), ALL));
    } while (cursor.isPresent());
    assertThat(listed).containsExactlyInAnyOrderElementsOf(keys);
  }

  @Test
  default void list_cursorOfNoSuchPartition_fails() {
    CacheProbe cache = cache();
    ListCursor foreign = new ListCursor(1_000_000, Optional.empty());
    assertThatThrownBy(() -> cache.list(new ListRequest(ALL, Optional.of(foreign), 10, false)))
        .isInstanceOf(CacheException.class);
  }

  @Test
  default void list_duringWrites_showsWhatStaysExactlyOnce() {
    CacheProbe cache = cache();
    List<String> keys = fill(cache, "stay", 300);
    AtomicBoolean done = new AtomicBoolean();
    ExecutorService thread = Executors.newSingleThreadExecutor();
    CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> churn(cache, done), thread);
    try {
      for (int round = 0; round < 5; round++) {
        List<String> listed = new ArrayList<>(cache.keys(ALL, 23));
        listed.removeIf(key -> !key.startsWith("stay"));
        assertThat(listed).containsExactlyInAnyOrderElementsOf(keys);
      }
    } finally {
      done.set(true);
      thread.shutdown();
    }
    Awaiting.answerOf(writer);
  }

  @Test
  default void invalidate_all_leavesNothing() {
    CacheProbe cache = cache();
    fill(cache, "k", 70);
    assertThat(cache.invalidate(ALL)).isEqualTo(70);
    assertThat(cache.keys(ALL, 10)).isEmpty();
    assertThat(cache.invalidate(ALL)).isZero();
    cache.put("k0", "2");
    assertThat(cache.getText("k0")).contains("2");
  }

  @Test
  default void invalidate_selected_leavesTheOthers() {
    CacheProbe cache = cache();
    fill(cache, "user:", 50);
    List<String> others = fill(cache, "other:", 50);
    cache.put("tagged", "1", Tags.of("x"));
    assertThat(cache.invalidate(new Selector.Tagged(Set.of("x", "nobody")))).isEqualTo(1);
    assertThat(cache.invalidate(prefix("user:"))).isEqualTo(50);
    assertThat(cache.keys(ALL, 10)).containsExactlyInAnyOrderElementsOf(others);
  }

  private static Selector prefix(String text) {
    return new Selector.Prefixed(text.getBytes(UTF_8));
  }

  private static List<String> fill(CacheProbe cache, String prefix, int count) {
    List<String> keys = IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
    keys.forEach(key -> cache.put(key, "1"));
    return keys;
  }

  private static void churn(CacheProbe cache, AtomicBoolean done) {
    for (int i = 0; !done.get(); i++) {
      cache.put("come" + i, "1");
      cache.put("stay" + i % 300, "2");
      cache.remove("come" + (i - 50));
    }
  }

  private static Lookup.Hit onlyOf(CacheProbe cache, boolean withValues) {
    List<Lookup.Hit> hits = new ArrayList<>();
    Optional<ListCursor> cursor = Optional.empty();
    do {
      Listing page = cache.list(new ListRequest(ALL, cursor, 10, withValues));
      hits.addAll(page.entries());
      cursor = page.next();
    } while (cursor.isPresent());
    assertThat(hits).hasSize(1);
    return hits.get(0);
  }
}
