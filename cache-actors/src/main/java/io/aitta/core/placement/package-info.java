/**
 * Where things belong: the fixed map from keys to partitions, and the plan of which members lead
 * partitions and hold their copies. See {@code docs/replication.md}.
 */
package io.aitta.core.placement;
