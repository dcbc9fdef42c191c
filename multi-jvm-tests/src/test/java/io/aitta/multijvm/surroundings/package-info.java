/** What nodes of a campaign run in: a network that can be cut, clocks that can be set. */
package io.aitta.multijvm.surroundings;
