/**
 * The gateway over a cluster and what brings it its messages. Its rooms: {@code question} says what
 * is asked, {@code sending} sends it until there is an outcome, {@code run} asks many at once.
 */
package io.aitta.routing;
