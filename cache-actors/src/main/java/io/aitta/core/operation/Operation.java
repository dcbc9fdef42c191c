package io.aitta.core.operation;

import io.aitta.core.reply.Reply;

/**
 * Something asked of one cache in one partition. Applied by the partition's single writer, so check
 * and change are one step.
 */
public sealed interface Operation<R extends Reply> permits KeyOperation, SegmentOperation {
  /**
   * Applies itself.
   *
   * @param now milliseconds of the epoch
   */
  R applyTo(Segment segment, long now);

  /**
   * Whether it can change an entry, so that an answer that never came leaves its outcome unknown.
   */
  boolean writes();
}
