/**
 * Campaigns: faults on a cluster of real JVMs while clients write, and the proof or disproof that
 * nothing acknowledged is lost.
 */
package io.aitta.multijvm.campaign;
