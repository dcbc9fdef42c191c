/** Several nodes in one JVM, each with an actor system of its own, for tests. */
package io.aitta.testing.cluster;
