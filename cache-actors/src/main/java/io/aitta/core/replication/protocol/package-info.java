/** What goes into a replica and what comes out of it: nothing else connects it with the world. */
package io.aitta.core.replication.protocol;
