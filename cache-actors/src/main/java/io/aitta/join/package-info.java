/**
 * How a node finds its cluster, what it checks before it goes in, and what it says when it has to
 * stop.
 */
package io.aitta.join;
