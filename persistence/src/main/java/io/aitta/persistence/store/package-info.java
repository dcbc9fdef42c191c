/**
 * The store of a node: its files in their directory, the thread that commits what was asked for and
 * forces it, and what was counted of that.
 */
package io.aitta.persistence.store;
