/** The messages about the catalog, which Kryo writes: registered classes only, checked as read. */
package io.aitta.wire.kryo;
