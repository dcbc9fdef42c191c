/**
 * A node's part in the register of the partitions' configurations: its voter, its proposer, who
 * makes the first generation of voters and who sees to the later ones. {@code docs/register.md}
 * says how nodes use it.
 */
package io.aitta.register;
