package io.aitta.multijvm.contract;

import static io.aitta.multijvm.http.Uris.cache;
import static io.aitta.multijvm.http.Uris.entries;
import static io.aitta.multijvm.http.Uris.entry;
import static io.aitta.multijvm.http.Uris.invalidations;
import static io.aitta.multijvm.http.Uris.stats;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The limits of a cache: held to within 5 % or 16 entries, whichever is more. */
final class LimitsContractTest extends ContractTest {
  @AfterEach
  void dropTheCache() {
    here.delete(cache(cache));
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 500, 2000})
  void maxEntries_holdsWhenThreeTimesAsManyAreWritten(int limit) {
    here.putJson(cache(cache), "{\"maxEntries\":" + limit + "}").is(201);
    assertThat(putAll(3 * limit, "v")).containsOnly(201);
    JsonNode stats = there.get(stats(cache)).is(200).json();
    long slack = Math.max(16, limit / 20);
    assertThat(stats.path("entries").asLong()).isBetween(limit - slack, limit + slack);
    await().atMost(PATIENCE).untilAsserted(() -> assertCountsAgree(3L * limit));
  }

  /** They do once the last evictions are through. */
  private void assertCountsAgree(long written) {
    JsonNode stats = there.get(stats(cache)).is(200).json();
    assertThat(stats.path("entries").asLong() + stats.path("evictions").asLong())
        .isEqualTo(written);
    assertThat(there.get(entries(cache) + "?limit=10000").is(200).lines())
        .hasSize(stats.path("entries").asInt());
  }

  /**
   * What is read in every round is younger than two thirds of its partition, so none of it may go
   * although a node compares a few of its partitions only.
   */
  @Test
  void eviction_takesWhatWasUsedLeastRecently() {
    here.putJson(cache(cache), "{\"maxEntries\":3000}").is(201);
    List<String> loved = IntStream.range(0, 20).mapToObj(i -> "loved" + i).toList();
    loved.forEach(key -> store(key, "v"));
    for (int round = 0; round < 6; round++) {
      putAll(round * 1000, 1000, "v");
      loved.forEach(key -> here.get(entry(cache, key)).is(200));
    }
    assertThat(there.get(stats(cache)).json().path("evictions").asLong()).isGreaterThan(2800);
  }

  @Test
  void maxBytes_holds() {
    here.putJson(cache(cache), "{\"maxBytes\":1000000}").is(201);
    assertThat(putAll(600, "v".repeat(5000))).containsOnly(201);
    JsonNode stats = there.get(stats(cache)).is(200).json();
    assertThat(stats.path("bytes").asLong()).isBetween(850_000L, 1_100_000L);
    assertThat(stats.path("entries").asLong()).isBetween(140L, 220L);
  }

  @Test
  void fullCacheThatRejects_answersOverBudgetAndKeepsWhatItHas() {
    here.putJson(cache(cache), "{\"maxEntries\":100,\"onFull\":\"reject\"}").is(201);
    List<Integer> statuses =
        IntStream.range(0, 300)
            .mapToObj(i -> here.put(entry(cache, "k" + i), "v"))
            .map(answer -> answer.status() == 201 ? answer : answer.isProblem(507, "over-budget"))
            .map(answer -> answer.status())
            .toList();
    long stored = statuses.stream().filter(status -> status == 201).count();
    assertThat(stored).isBetween(84L, 116L);
    JsonNode stats = there.get(stats(cache)).is(200).json();
    assertThat(stats.path("entries").asLong()).isEqualTo(stored);
    assertThat(stats.path("evictions").asLong()).isZero();
    int kept = statuses.indexOf(201);
    there.put(entry(cache, "k" + kept), "w").is(204);
  }

  @Test
  void roomThatWasGivenBack_isUsedAgain() {
    here.putJson(cache(cache), "{\"maxEntries\":50,\"onFull\":\"reject\"}").is(201);
    putAll(150, "v");
    here.postJson(invalidations(cache), "{\"all\":true}").is(200);
    there.put(entry(cache, "new"), "v").is(201);
  }

  @ParameterizedTest
  @ValueSource(strings = {"evict", "reject"})
  void entryLargerThanTheCache_isOverBudget(String onFull) {
    here.putJson(cache(cache), "{\"maxBytes\":20000,\"onFull\":\"" + onFull + "\"}").is(201);
    here.put(entry(cache, "large"), "v".repeat(30_000)).isProblem(507, "over-budget");
    there.get(entry(cache, "large")).isProblem(404, "entry-not-found");
    there.put(entry(cache, "small"), "v").is(201);
  }

  @Test
  void lowerLimit_isReachedByEviction() {
    here.putJson(cache(cache), "{}").is(201);
    putAll(900, "v");
    there.putJson(cache(cache), "{\"maxEntries\":300}").is(200);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(here.get(stats(cache)).is(200).json().path("entries").asLong())
                    .isBetween(284L, 316L));
  }

  private List<Integer> putAll(int count, String value) {
    return putAll(0, count, value);
  }

  private List<Integer> putAll(int first, int count, String value) {
    String lines =
        IntStream.range(first, first + count)
            .mapToObj(
                i -> "{\"op\":\"put\",\"key\":\"k%d\",\"value\":\"%s\"}%n".formatted(i, value))
            .collect(Collectors.joining());
    return here.postLines(entries(cache), lines).is(200).lines().stream()
        .map(line -> line.path("status").asInt())
        .distinct()
        .toList();
  }
}
