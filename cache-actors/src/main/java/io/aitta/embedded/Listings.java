package io.aitta.embedded;

import static java.util.Objects.requireNonNull;

import io.aitta.core.model.CacheStatistics;
import io.aitta.gateway.ListCursor;
import io.aitta.gateway.ListRequest;
import io.aitta.gateway.NodeStatistics;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Source;

/** The operations of a typed cache on all its entries, or on those that are selected. */
record Listings<K, V>(CacheRoad road, Translation<K, V> translation, Duration timeout) {
  Source<CacheEntry<K, V>, NotUsed> entries(Selection<K> selection) {
    Answers<K, V> answers = new Answers<>(translation);
    return new Pages(road, translation.write(selection), true, timeout)
        .stream().map(answers::entry);
  }

  Source<K, NotUsed> keys(Selection<K> selection) {
    return new Pages(road, translation.write(selection), false, timeout)
        .stream().map(hit -> translation.readKey(hit.found().key()));
  }

  CompletionStage<CachePage<K, V>> page(
      Selection<K> selection, int limit, Optional<ListCursor> after) {
    Answers<K, V> answers = new Answers<>(translation);
    ListRequest request = new ListRequest(translation.write(selection), after, limit, true);
    return Stages.map(
        Stages.begin(() -> road.list(request, timeout)),
        listing ->
            new CachePage<>(
                listing.entries().stream().map(answers::entry).toList(), listing.next()));
  }

  CompletionStage<Long> invalidate(Selection<K> selection) {
    requireNonNull(selection, "selection is null");
    return Stages.begin(() -> road.invalidate(translation.write(selection), timeout));
  }

  CompletionStage<CacheStatistics> statistics() {
    return Stages.map(
        road.statistics(timeout),
        nodes ->
            nodes.values().stream()
                .map(NodeStatistics::statistics)
                .reduce(CacheStatistics.ZERO, CacheStatistics::plus));
  }
}
