/**
 * How entries are kept: in the order of their hashes, with the least recently used one and those
 * whose time has come at hand; and how much of them a node may keep. {@link
 * io.aitta.core.store.EntryStore} is what a memory engine implements.
 */
package io.aitta.core.store;
