package io.aitta.core.reply;

/** What a partition answers to an operation. Immutable. */
public sealed interface Reply
    permits Lookup,
        StoreReply,
        SwapReply,
        RemoveReply,
        CountReply,
        TouchReply,
        LifetimeReply,
        PageReply,
        InvalidateReply,
        StatisticsReply,
        BatchReply {}
