/** The door to the cache for applications: the extension that joins all rooms of a node. */
package io.aitta;
