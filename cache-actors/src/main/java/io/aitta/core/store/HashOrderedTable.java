package io.aitta.core.store;

import io.aitta.core.model.CacheKey;
import io.aitta.core.model.Entry;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A chained hash table that can be walked in the unsigned order of hashes. A node's bucket is the
 * top bits of its hash and chains are sorted, so doubling the table splits each bucket into two
 * neighbours and leaves the order as it was: a place in a walk is a hash and outlives every resize.
 *
 * <p>The table grows in steps, a few buckets with each insertion, old and new side by side; only
 * the new array is allocated at once (4 bytes a bucket, 1 MiB for 262,144 entries of a partition).
 * It never shrinks but by being dropped whole.
 */
final class HashOrderedTable {
  private static final int MIN_BITS = 4;
  private static final int MAX_BITS = 28;

  /** Two suffice for a growth to end before the next; four leave room. */
  private static final int BUCKETS_PER_STEP = 4;

  /** How many buckets a step of a walk looks into: a table that was emptied has empty ones. */
  static final int MAX_BUCKETS_PER_WALK = 8192;

  private Node[] buckets = new Node[1 << MIN_BITS];
  private int bits = MIN_BITS;
  private int size;

  /** The buckets before the growth under way, those from {@code moved} on; empty without one. */
  private Node[] former = {};

  private int moved;

  int size() {
    return size;
  }

  /** The node of that key; null when there is none. */
  Node find(CacheKey key) {
    long hash = key.hash();
    Node node = headOf(hash);
    while (node != null && !(node.hash == hash && node.entry.key().equals(key))) {
      node = node.nextInChain;
    }
    return node;
  }

  /** Adds a node whose key is not in the table. */
  void insert(Node node) {
    growStep();
    Node before = lastBelow(node.hash);
    if (before == null) {
      node.nextInChain = headOf(node.hash);
      setHead(node.hash, node);
    } else {
      node.nextInChain = before.nextInChain;
      before.nextInChain = node;
    }
    size++;
  }

  /** Removes a node that is in the table. */
  void remove(Node node) {
    Node head = headOf(node.hash);
    if (head == node) {
      setHead(node.hash, node.nextInChain);
    } else {
      Node before = head;
      while (before.nextInChain != node) {
        before = before.nextInChain;
      }
      before.nextInChain = node.nextInChain;
    }
    node.nextInChain = null;
    size--;
  }

  /** See {@link EntryStore#walk}. */
  Optional<Long> walk(long nextHash, int most, Predicate<Entry> visitor) {
    long from = nextHash;
    int visited = 0;
    for (int bucket = 0; bucket < MAX_BUCKETS_PER_WALK; bucket++) {
      Node node = firstFrom(from);
      while (node != null) {
        long hash = node.hash;
        boolean more = true;
        for (; node != null && node.hash == hash; node = node.nextInChain) {
          more &= visitor.test(node.entry);
          visited++;
        }
        if (!more || visited >= most) {
          return after(hash);
        }
      }
      long last = lastHashOfBucket(from);
      if (last == -1L) {
        return Optional.empty();
      }
      from = last + 1;
    }
    return Optional.of(from);
  }

  private static Optional<Long> after(long hash) {
    return hash == -1L ? Optional.empty() : Optional.of(hash + 1);
  }

  private Node firstFrom(long hash) {
    Node node = headOf(hash);
    while (node != null && Long.compareUnsigned(node.hash, hash) < 0) {
      node = node.nextInChain;
    }
    return node;
  }

  /** The last node of the hash's chain with a smaller hash; null when there is none. */
  private Node lastBelow(long hash) {
    Node below = null;
    Node node = headOf(hash);
    while (node != null && Long.compareUnsigned(node.hash, hash) < 0) {
      below = node;
      node = node.nextInChain;
    }
    return below;
  }

  private boolean isInFormer(long hash) {
    return former.length > 0 && formerIndex(hash) >= moved;
  }

  private Node headOf(long hash) {
    return isInFormer(hash) ? former[formerIndex(hash)] : buckets[index(hash, bits)];
  }

  private void setHead(long hash, Node head) {
    if (isInFormer(hash)) {
      former[formerIndex(hash)] = head;
    } else {
      buckets[index(hash, bits)] = head;
    }
  }

  private long lastHashOfBucket(long hash) {
    int width = isInFormer(hash) ? bits - 1 : bits;
    return hash | (-1L >>> width);
  }

  private int formerIndex(long hash) {
    return index(hash, bits - 1);
  }

  private static int index(long hash, int bits) {
    return (int) (hash >>> (Long.SIZE - bits));
  }

  private void growStep() {
    if (former.length == 0 && size >= buckets.length && bits < MAX_BITS) {
      former = buckets;
      moved = 0;
      bits++;
      buckets = new Node[1 << bits];
    }
    for (int i = 0; i < BUCKETS_PER_STEP && former.length > 0; i++) {
      moveBucket();
    }
  }

  /** Splits the next bucket of the former table into two neighbours of the new one. */
  private void moveBucket() {
    Node head = former[moved];
    former[moved] = null;
    int upper = 2 * moved + 1;
    Node lastOfLower = null;
    Node node = head;
    while (node != null && index(node.hash, bits) != upper) {
      lastOfLower = node;
      node = node.nextInChain;
    }
    buckets[upper] = node;
    if (lastOfLower != null) {
      lastOfLower.nextInChain = null;
      buckets[upper - 1] = head;
    }
    moved++;
    if (moved == former.length) {
      former = new Node[0];
    }
  }
}
