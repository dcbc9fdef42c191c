package io.aitta.core.reply;

/** There was no entry; nothing was changed. */
public record Absent() implements RemoveReply, TouchReply, LifetimeReply {}
