/**
 * Questions on their way: sent to whoever leads, again where that is safe, until each has its one
 * outcome; how many may be under way, and what is counted.
 */
package io.aitta.routing.sending;
