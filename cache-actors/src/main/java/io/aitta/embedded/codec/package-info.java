/**
 * Codecs: how the keys and values of a typed cache become bytes and are read back. They run where
 * the application runs; no server ever reads an application's type.
 */
package io.aitta.embedded.codec;
