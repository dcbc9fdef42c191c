/** What nodes go through as processes: bad input, bad configuration, signals and crashes. */
package io.aitta.multijvm.faults;
