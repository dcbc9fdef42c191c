/**
 * The partitions on this node: the host that keeps their copies and the sharded entities that lead
 * them.
 */
package io.aitta.replica;
