/**
 * What a copy keeps on the disk of its node, so that it outlives the processes that held it: the
 * records, what they are made of and when, and how a copy is made of them again.
 */
package io.aitta.core.replication.journal;
