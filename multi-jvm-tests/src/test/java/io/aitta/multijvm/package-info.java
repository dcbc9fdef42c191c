/** Tests from outside: what all modules together are, and what clusters of JVMs do. */
package io.aitta.multijvm;
