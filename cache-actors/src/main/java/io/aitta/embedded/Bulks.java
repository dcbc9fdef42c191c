package io.aitta.embedded;

import static java.util.Objects.requireNonNull;

import io.aitta.core.model.Condition;
import io.aitta.core.model.Version;
import io.aitta.core.operation.Get;
import io.aitta.core.operation.Remove;
import io.aitta.core.reply.Lookup;
import io.aitta.core.reply.RemoveReply;
import io.aitta.core.reply.StoreReply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.japi.Pair;

/** The bulk operations of a typed cache. */
record Bulks<K, V>(CacheRoad road, Translation<K, V> translation, Duration timeout) {
  Bulk<K, K, Optional<V>> reads() {
    Answers<K, V> answers = new Answers<>(translation);
    return new Bulk<>(
        road,
        timeout,
        key -> Step.of(key, k -> new Get(translation.write(k), true)),
        reply -> answers.value((Lookup) reply));
  }

  Bulk<K, Pair<K, V>, Version> writes(PutOptions options) {
    requireNonNull(options, "options is null");
    Answers<K, V> answers = new Answers<>(translation);
    return new Bulk<>(
        road,
        timeout,
        pair ->
            Step.of(
                pair.first(),
                k ->
                    Writes.operation(
                        translation.write(k),
                        translation.write(k, pair.second()),
                        options,
                        Condition.ALWAYS)),
        reply -> answers.stored((StoreReply) reply).orElseThrow());
  }

  CompletionStage<Map<K, V>> getAll(Collection<? extends K> keys) {
    return Stages.map(reads().all("getAll", distinct(keys)), Bulks::withoutMisses);
  }

  CompletionStage<Map<K, Version>> putAll(
      Map<? extends K, ? extends V> entries, PutOptions options) {
    List<Pair<K, V>> pairs = new ArrayList<>(entries.size());
    entries.forEach(
        (key, value) ->
            pairs.add(
                Pair.create(
                    requireNonNull(key, "key is null"), requireNonNull(value, "value is null"))));
    return writes(options).all("putAll", pairs.iterator());
  }

  CompletionStage<Long> removeAll(Collection<? extends K> keys) {
    return Stages.map(
        removals().all("removeAll", distinct(keys)),
        removed -> removed.values().stream().filter(there -> there).count());
  }

  private Bulk<K, K, Boolean> removals() {
    return new Bulk<>(
        road,
        timeout,
        key -> Step.of(key, k -> new Remove(translation.write(k), Condition.ALWAYS)),
        reply -> Answers.removed((RemoveReply) reply));
  }

  /** A copy, so that the caller may change its collection while batches are under way. */
  private static <K> Iterator<K> distinct(Collection<? extends K> keys) {
    Collection<K> distinct = new LinkedHashSet<>(keys.size());
    keys.forEach(key -> distinct.add(requireNonNull(key, "key is null")));
    return distinct.iterator();
  }

  private static <K, V> Map<K, V> withoutMisses(Map<K, Optional<V>> found) {
    Map<K, V> hits = new LinkedHashMap<>();
    found.forEach((key, value) -> value.ifPresent(v -> hits.put(key, v)));
    return Collections.unmodifiableMap(hits);
  }
}
