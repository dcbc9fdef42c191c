/**
 * Keeps a node's copies and its catalog as events of Pekko Persistence: one persistent actor a
 * partition, which writes what waits in one event while nothing else is on its way to the disk.
 */
package io.aitta.persistence.copies;
