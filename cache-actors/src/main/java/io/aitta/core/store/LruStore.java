package io.aitta.core.store;

import io.aitta.core.model.CacheKey;
import io.aitta.core.model.Entry;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Keeps entries as objects; the least recently used one is to go first. */
public final class LruStore implements EntryStore {
  private HashOrderedTable table = new HashOrderedTable();
  private RecencyList uses = new RecencyList();
  private TimingWheel timers;
  private long bytes;

  /**
   * @param now milliseconds of the epoch
   */
  public LruStore(long now) {
    this.timers = new TimingWheel(now);
  }

  @Override
  public Optional<Entry> find(CacheKey key) {
    Node node = table.find(key);
    return node == null ? Optional.empty() : Optional.of(node.entry);
  }

  @Override
  public void put(Entry entry, long tick) {
    Node node = table.find(entry.key());
    if (node == null) {
      node = new Node(entry);
      table.insert(node);
      uses.add(node, tick);
    } else {
      bytes -= node.entry.bytes();
      node.entry = entry;
      uses.moveToNewest(node, tick);
    }
    bytes += entry.bytes();
    timers.schedule(node);
  }

  @Override
  public void remove(CacheKey key) {
    Node node = table.find(key);
    if (node != null) {
      table.remove(node);
      uses.remove(node);
      timers.cancel(node);
      bytes -= node.entry.bytes();
    }
  }

  @Override
  public Optional<Entry> markUsed(CacheKey key, long now, long tick) {
    Node node = table.find(key);
    if (node == null) {
      return Optional.empty();
    }
    uses.moveToNewest(node, tick);
    node.entry = node.entry.usedAt(now);
    return Optional.of(node.entry);
  }

  @Override
  public Optional<Entry> victim() {
    return Optional.ofNullable(uses.oldest()).map(node -> node.entry);
  }

  @Override
  public long victimTick() {
    Node oldest = uses.oldest();
    return oldest == null ? NO_TICK : oldest.tick;
  }

  @Override
  public Optional<Long> walk(long nextHash, int most, Predicate<Entry> visitor) {
    return table.walk(nextHash, most, visitor);
  }

  @Override
  public boolean expire(long now, int most, Consumer<Entry> ended) {
    return timers.advance(now, most, node -> ended.accept(node.entry));
  }

  @Override
  public int size() {
    return table.size();
  }

  @Override
  public long bytes() {
    return bytes;
  }

  @Override
  public void clear() {
    table = new HashOrderedTable();
    uses = new RecencyList();
    timers = timers.emptied();
    bytes = 0;
  }
}
