/**
 * The embedded API: typed, asynchronous caches inside a Pekko application. Everything here stands
 * on {@code io.aitta.gateway.Gateway}; nothing here blocks.
 */
package io.aitta.embedded;
