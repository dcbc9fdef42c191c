/** Who leads a partition and who holds a full copy of it: what the register decides. */
package io.aitta.core.replication.configuration;
