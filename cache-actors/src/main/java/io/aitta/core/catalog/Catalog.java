package io.aitta.core.catalog;

import io.aitta.core.model.CacheConfig;
import io.aitta.core.model.CacheName;
import io.aitta.core.model.Version;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All cache names that are or were, each with its latest knowledge. Immutable. Merging is
 * commutative, associative and idempotent, so nodes that have heard the same changes in any order
 * agree.
 */
public final class Catalog {
  /** The most names, dropped ones counted: what a cluster may learn is bounded. */
  public static final int MAX_NAMES = 10_000;

  /** No name at all. */
  public static final Catalog EMPTY = new Catalog(new TreeMap<>());

  private final SortedMap<CacheName, CatalogEntry> entries;

  private Catalog(SortedMap<CacheName, CatalogEntry> entries) {
    this.entries = entries;
  }

  public static Catalog of(Map<CacheName, CatalogEntry> entries) {
    return new Catalog(new TreeMap<>(entries));
  }

  /** Every name, dropped ones included. */
  public Map<CacheName, CatalogEntry> entries() {
    return Collections.unmodifiableMap(entries);
  }

  /** The cache of that name, if there is one. */
  public Optional<CacheId> idOf(CacheName name) {
    return live(name).map(entry -> new CacheId(name, entry.incarnation()));
  }

  /** The configuration of that very incarnation, if it is the one there is. */
  public Optional<CacheConfig> configOf(CacheId id) {
    return live(id.name())
        .filter(entry -> entry.incarnation().equals(id.incarnation()))
        .flatMap(CatalogEntry::config);
  }

  /** This catalog after a cache was made or given another configuration at that version. */
  public Catalog configured(CacheName name, CacheConfig config, Version at) {
    Version incarnation = live(name).map(CatalogEntry::incarnation).orElse(at);
    return with(name, new CatalogEntry(incarnation, at, Optional.of(config)));
  }

  /** This catalog after a cache was dropped at that version. */
  public Catalog dropped(CacheName name, Version at) {
    return with(name, new CatalogEntry(at, at, Optional.empty()));
  }

  /** What both know together: of each name the latest. */
  public Catalog merge(Catalog other) {
    TreeMap<CacheName, CatalogEntry> merged = new TreeMap<>(entries);
    other.entries.forEach(
        (name, entry) ->
            merged.merge(
                name,
                entry,
                (mine, theirs) -> theirs.changed().compareTo(mine.changed()) > 0 ? theirs : mine));
    return merged.equals(entries) ? this : new Catalog(merged);
  }

  /** Equal catalogs have equal digests; different ones differ all but surely. */
  public long digest() {
    long digest = 1;
    for (Map.Entry<CacheName, CatalogEntry> entry : entries.entrySet()) {
      Version changed = entry.getValue().changed();
      digest = digest * 0x9E3779B97F4A7C15L + entry.getKey().text().hashCode();
      digest = digest * 0x9E3779B97F4A7C15L + changed.epoch();
      digest = digest * 0x9E3779B97F4A7C15L + changed.sequence();
    }
    return digest;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Catalog catalog && entries.equals(catalog.entries);
  }

  @Override
  public int hashCode() {
    return entries.hashCode();
  }

  private Optional<CatalogEntry> live(CacheName name) {
    return Optional.ofNullable(entries.get(name)).filter(entry -> entry.config().isPresent());
  }

  private Catalog with(CacheName name, CatalogEntry entry) {
    TreeMap<CacheName, CatalogEntry> changed = new TreeMap<>(entries);
    changed.put(name, entry);
    return new Catalog(changed);
  }
}
