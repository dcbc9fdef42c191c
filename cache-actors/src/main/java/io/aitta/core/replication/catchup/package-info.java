/**
 * How a node gets a copy while the primary goes on writing: pieces of the partition and the changes
 * made meanwhile, in one numbered order. And how a copy that is whole takes changes in their order.
 */
package io.aitta.core.replication.catchup;
