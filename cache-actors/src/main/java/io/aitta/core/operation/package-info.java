/**
 * What can be asked of a partition: one small record each, which knows how to apply itself to the
 * entries of one cache. To add an operation, add a record here and its code in {@code
 * io.aitta.wire}.
 */
package io.aitta.core.operation;
