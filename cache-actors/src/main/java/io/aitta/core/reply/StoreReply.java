package io.aitta.core.reply;

import io.aitta.core.model.Version;

/** What became of a value that was to be stored. */
public sealed interface StoreReply extends Reply
    permits StoreReply.Created, StoreReply.Replaced, PreconditionFailed, OverBudget {
  /** There had been no entry. */
  record Created(Version version) implements StoreReply {}

  /** There had been an entry. */
  record Replaced(Version version) implements StoreReply {}
}
