/**
 * What crosses between the nodes of a cluster: plain records without references to actors, written
 * by {@code io.aitta.wire} and carried by {@code io.aitta.link}.
 */
package io.aitta.protocol;
