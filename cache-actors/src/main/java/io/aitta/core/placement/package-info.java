/** Where a key belongs: the fixed map from keys to partitions. */
package io.aitta.core.placement;
