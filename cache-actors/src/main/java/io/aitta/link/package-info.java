/**
 * The road between nodes: one link a node, which carries messages to the links of others, in chunks
 * where they are large.
 */
package io.aitta.link;
