package io.aitta.core.operation;

import io.aitta.core.model.CacheKey;
import io.aitta.core.reply.Reply;

/** An operation on one entry. */
public sealed interface KeyOperation<R extends Reply> extends Operation<R>
    permits Get,
        Put,
        GetAndPut,
        Remove,
        GetAndRemove,
        Increment,
        Touch,
        ReadLifetime,
        ChangeLifetime {
  CacheKey key();
}
