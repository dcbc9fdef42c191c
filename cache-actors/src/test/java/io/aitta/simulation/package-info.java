/**
 * A deterministic simulation of the replication of one partition: nodes with clocks of their own, a
 * network and a register that fail, clients, and somebody who breaks things. One thread, virtual
 * time, everything drawn from one seed: a run that fails fails again.
 */
package io.aitta.simulation;
