package io.aitta.core.reply;

import static java.util.Objects.requireNonNull;

/**
 * The cache has no room for the entry; nothing was changed.
 *
 * @param reason one sentence for the caller
 */
public record OverBudget(String reason) implements StoreReply, SwapReply, CountReply {
  public OverBudget {
    requireNonNull(reason, "reason is null");
  }
}
