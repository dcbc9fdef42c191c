/**
 * A whole configuration register in one thread: voters, proposers, disks and a network that does
 * its worst, all from one seed.
 */
package io.aitta.core.register.simulation;
