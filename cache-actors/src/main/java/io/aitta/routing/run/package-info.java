/**
 * Calls that ask many partitions, or one in many steps: each asks as far as room and time allow and
 * puts the answers together.
 */
package io.aitta.routing.run;
