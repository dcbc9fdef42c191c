package io.aitta.embedded.actor;

import static java.util.Objects.requireNonNull;

import io.aitta.core.model.CacheStatistics;
import io.aitta.embedded.Cache;
import io.aitta.embedded.CachePage;
import io.aitta.embedded.Selection;
import io.aitta.embedded.actor.CacheProtocol.Reply;
import io.aitta.gateway.ListCursor;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * What looks at a whole cache: requests of the protocol of a {@link CacheActor}.
 *
 * @param <T> what it is answered with
 */
public sealed interface CacheOverviews<K, V, T> extends CacheProtocol.Request<K, V, T> {
  /** Lists one page of the entries that are selected. */
  record ListPage<K, V>(
      Selection<K> selection,
      int limit,
      Optional<ListCursor> after,
      ActorRef<Reply<CachePage<K, V>>> replyTo)
      implements CacheOverviews<K, V, CachePage<K, V>> {
    public ListPage {
      requireNonNull(selection, "selection is null");
      requireNonNull(after, "after is null");
      requireNonNull(replyTo, "replyTo is null");
    }

    @Override
    public CompletionStage<CachePage<K, V>> applyTo(Cache<K, V> cache) {
      return cache.page(selection, limit, after);
    }
  }

  /** Asks what the cache holds and has done. */
  record Statistics<K, V>(ActorRef<Reply<CacheStatistics>> replyTo)
      implements CacheOverviews<K, V, CacheStatistics> {
    public Statistics {
      requireNonNull(replyTo, "replyTo is null");
    }

    @Override
    public CompletionStage<CacheStatistics> applyTo(Cache<K, V> cache) {
      return cache.statistics();
    }
  }
}
