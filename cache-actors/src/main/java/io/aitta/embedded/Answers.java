package io.aitta.embedded;

import io.aitta.core.model.Version;
import io.aitta.core.reply.CountReply;
import io.aitta.core.reply.LifetimeReply;
import io.aitta.core.reply.Lookup;
import io.aitta.core.reply.OverBudget;
import io.aitta.core.reply.RemoveReply;
import io.aitta.core.reply.StoreReply;
import io.aitta.core.reply.SwapReply;
import io.aitta.core.reply.TouchReply;
import java.util.Optional;

/** What partitions reply, in the terms of the typed API. */
record Answers<K, V>(Translation<K, V> translation) {
  Optional<V> value(Lookup reply) {
    return reply.entry().map(translation::readValue);
  }

  Optional<Versioned<V>> versioned(Lookup reply) {
    return reply
        .entry()
        .map(entry -> new Versioned<>(translation.readValue(entry), entry.version()));
  }

  CacheEntry<K, V> entry(Lookup.Hit hit) {
    return new CacheEntry<>(
        translation.readKey(hit.found().key()),
        translation.readValue(hit.found()),
        hit.found().version(),
        hit.found().tags(),
        TimeLeft.limit(hit.endsInMillis()));
  }

  /** The version of what was stored; empty where the condition did not hold. */
  Optional<Version> stored(StoreReply reply) {
    if (reply instanceof StoreReply.Created created) {
      return Optional.of(created.version());
    }
    if (reply instanceof StoreReply.Replaced replaced) {
      return Optional.of(replaced.version());
    }
    if (reply instanceof OverBudget full) {
      throw overBudget(full);
    }
    return Optional.empty();
  }

  Optional<V> previous(SwapReply reply) {
    if (reply instanceof OverBudget full) {
      throw overBudget(full);
    }
    return ((SwapReply.Swapped) reply).previous().map(translation::readValue);
  }

  long counted(CountReply reply) {
    if (reply instanceof CountReply.Counted counted) {
      return counted.value();
    }
    if (reply instanceof OverBudget full) {
      throw overBudget(full);
    }
    throw new CounterException(
        "a counter of cache '"
            + translation.cache()
            + (reply instanceof CountReply.OutOfRange
                ? "' would leave the range of 64 bits"
                : "' holds no whole number"));
  }

  static boolean removed(RemoveReply reply) {
    return reply instanceof RemoveReply.Removed;
  }

  static boolean touched(TouchReply reply) {
    return reply instanceof TouchReply.Touched;
  }

  static Optional<TimeLeft> timeLeft(LifetimeReply reply) {
    return reply instanceof LifetimeReply.Remaining remaining
        ? Optional.of(TimeLeft.of(remaining))
        : Optional.empty();
  }

  private OverBudgetException overBudget(OverBudget full) {
    return new OverBudgetException(
        "cache '" + translation.cache() + "' has no room: " + full.reason());
  }
}
