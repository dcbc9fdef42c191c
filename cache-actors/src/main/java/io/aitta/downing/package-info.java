/**
 * Whom the cluster lets go when nodes do not reach each other: Pekko's split brain resolver, but
 * that a single broken link costs one node and not both of its ends.
 */
package io.aitta.downing;
