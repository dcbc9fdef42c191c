package io.aitta.core.operation;

import io.aitta.core.reply.Reply;

/** An operation on many entries of one cache in one partition, in bounded steps. */
public sealed interface SegmentOperation<R extends Reply> extends Operation<R>
    permits ListPage, Invalidate, ReadStatistics, Batch {}
