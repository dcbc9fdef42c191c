/**
 * The sharded entities of the partitions: where the cluster places them, and that somebody claims a
 * partition that nobody leads. They follow the leaders, which the register decides, and are no
 * fence.
 */
package io.aitta.sharding;
