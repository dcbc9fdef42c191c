/**
 * What a copy of a partition is made of: its entries, the changes that brought it there, and the
 * requests that were answered.
 */
package io.aitta.core.replication.history;
