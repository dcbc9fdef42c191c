/**
 * Who goes on when members lose sight of each other: the part of the cluster that has a majority of
 * the register's voters and reaches itself without gaps. The rule is deterministic, and an actor of
 * Pekko's cluster acts by it. Nothing safe rests on it; {@code docs/decisions/0012} says why it is
 * as it is.
 */
package io.aitta.downing;
