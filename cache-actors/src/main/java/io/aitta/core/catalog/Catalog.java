package io.aitta.core.catalog;

import io.aitta.core.model.CacheConfig;
import io.aitta.core.model.CacheName;
import io.aitta.core.model.Version;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All cache names that are or were, each with its latest knowledge. Immutable. Merging is
 * commutative, associative and idempotent, so nodes that have heard the same changes in any order
 * agree.
 *
 * <p>A dropped name is kept so that a node that missed the drop does not bring the cache back. Over
 * {@link #MAX_NAMES} the longest dropped are forgotten, on every node the same. Such a cache comes
 * back only where a node rejoins that has missed the last thousand drops; a process that is out of
 * touch for so long has been removed from the cluster before.
 */
public final class Catalog {
  /** The most names, dropped ones counted: what a cluster may learn is bounded. */
  public static final int MAX_NAMES = 10_000;

  /** The most caches; the other names are left for those that were dropped of late. */
  public static final int MAX_CACHES = 9_000;

  /** No name at all. */
  public static final Catalog EMPTY = new Catalog(new TreeMap<>());

  private final SortedMap<CacheName, CatalogEntry> entries;

  private final Map<CacheName, CacheConfig> caches;

  private Catalog(SortedMap<CacheName, CatalogEntry> entries) {
    this.entries = entries;
    SortedMap<CacheName, CacheConfig> live = new TreeMap<>();
    entries.forEach((name, entry) -> entry.config().ifPresent(config -> live.put(name, config)));
    this.caches = Collections.unmodifiableMap(live);
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

  /** The caches there are, each with its configuration. */
  public Map<CacheName, CacheConfig> caches() {
    return caches;
  }

  /** The configuration of the cache of that name, if there is one. */
  public Optional<CacheConfig> configOf(CacheName name) {
    return Optional.ofNullable(caches.get(name));
  }

  /** The latest version of any name; the least there is where there are no names. */
  public Version latest() {
    return entries.values().stream()
        .map(CatalogEntry::changed)
        .max(Comparator.naturalOrder())
        .orElse(new Version(0, 0));
  }

  /** What is known of that one name. */
  public Catalog only(CacheName name) {
    return Optional.ofNullable(entries.get(name))
        .map(entry -> of(Map.of(name, entry)))
        .orElse(EMPTY);
  }

  /** The configuration of that very incarnation, if it is the one there is. */
  public Optional<CacheConfig> configOf(CacheId id) {
    return live(id.name())
        .filter(entry -> entry.incarnation().equals(id.incarnation()))
        .flatMap(CatalogEntry::config);
  }

  /**
   * Whether that incarnation is known to be over: its cache was dropped or made anew since. A
   * catalog that has not heard of it yet does not say so.
   */
  public boolean hasEnded(CacheId id) {
    CatalogEntry entry = entries.get(id.name());
    return entry != null
        && configOf(id).isEmpty()
        && entry.changed().compareTo(id.incarnation()) > 0;
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
    forgetLongDropped(merged);
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
    forgetLongDropped(changed);
    return new Catalog(changed);
  }

  private static void forgetLongDropped(Map<CacheName, CatalogEntry> entries) {
    if (entries.size() > MAX_NAMES) {
      List<CacheName> dropped =
          entries.entrySet().stream()
              .filter(entry -> entry.getValue().config().isEmpty())
              .sorted(Map.Entry.comparingByValue(Comparator.comparing(CatalogEntry::changed)))
              .limit(entries.size() - MAX_NAMES)
              .map(Map.Entry::getKey)
              .toList();
      dropped.forEach(entries::remove);
    }
  }
}
