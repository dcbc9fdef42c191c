/**
 * What layouts are written with: codecs that read and write a type field by field, the bytes under
 * them, and every number that stands for a type. Each length is checked against the bytes that are
 * left before anything is allocated.
 */
package io.aitta.wire.codec;
