/**
 * The gateway over a cluster: finds the leader of a key's partition, waits for it while it moves,
 * matches answers with questions, and gives each caller one outcome within its time.
 */
package io.aitta.routing;
