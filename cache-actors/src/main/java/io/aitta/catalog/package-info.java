/**
 * A node's copy of the catalog, and the one place that changes it: the authority on the node that
 * leads partition 0.
 */
package io.aitta.catalog;
