/**
 * How what a node keeps is written on its disk. The stored format is another than the one in which
 * nodes talk, with codes and a version of its own: what was stored once is read for as long as its
 * version is, whatever becomes of the wire.
 *
 * <p>A layout is a version, content and a checksum, which is looked at first. What comes again in
 * one event is written as a number or as a difference, so each event can be read alone.
 */
package io.aitta.persistence.format;
