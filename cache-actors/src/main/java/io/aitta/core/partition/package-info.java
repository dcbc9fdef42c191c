/**
 * One partition: the entries of every cache whose keys fall into it, changed by one writer, and the
 * numbered effects of its changes, which make a copy of it.
 */
package io.aitta.core.partition;
