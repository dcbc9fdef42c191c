/** Clusters of real JVMs: started, watched, paused, killed, and never left behind. */
package io.aitta.multijvm.process;
