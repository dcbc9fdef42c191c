/** A node's part in the register of the partitions' configurations: its voter and its proposer. */
package io.aitta.register;
