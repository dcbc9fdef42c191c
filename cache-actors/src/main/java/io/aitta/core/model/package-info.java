/**
 * The values everything else is made of: names, keys, bytes, versions, lifetimes. Immutable,
 * checked where they are made, free of any framework and of any clock.
 */
package io.aitta.core.model;
