package io.aitta.protocol;

import static java.util.Objects.requireNonNull;

import io.aitta.core.model.CacheConfig;
import io.aitta.core.model.CacheName;

/**
 * A change of the catalog on its way to the node that leads partition 0, which alone makes them.
 *
 * @param origin the incarnation of the gateway that asks
 * @param id the command's number, unique within the origin
 * @param epoch the epoch of partition 0 that is meant; any other refuses
 * @param timeoutMillis how long the answer is still of use, counted from the arrival; positive
 */
public record CatalogCommand(
    long origin, long id, long epoch, int timeoutMillis, CacheName cache, Change change)
    implements Message {
  public CatalogCommand {
    requireNonNull(cache, "cache is null");
    requireNonNull(change, "change is null");
  }

  /** What is to happen. */
  public sealed interface Change {}

  /** Make the cache, or give it this configuration in place of its own. */
  public record Configure(CacheConfig config) implements Change {
    public Configure {
      requireNonNull(config, "config is null");
    }
  }

  /** Make the cache with defaults where there is none. */
  public record CreateIfAbsent() implements Change {}

  /** Drop the cache. */
  public record Drop() implements Change {}
}
