/**
 * The plugins by which Pekko Persistence keeps journals and snapshots in the store of a node, both
 * in one file.
 */
package io.aitta.persistence.mvstore;
