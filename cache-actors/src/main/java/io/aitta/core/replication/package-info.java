/**
 * The copies of a partition and how they stay one: a replica on each node, which plays one part at
 * a time. Plain and deterministic: what happens goes in, what is to be done comes out. See {@code
 * docs/replication.md}.
 */
package io.aitta.core.replication;
