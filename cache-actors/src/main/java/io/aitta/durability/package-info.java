/**
 * Where a node keeps what is to outlive its process: the door through which a journal comes in, and
 * nothing of how it is kept.
 */
package io.aitta.durability;
