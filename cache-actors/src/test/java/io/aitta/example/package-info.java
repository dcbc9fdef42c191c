/**
 * A small application that embeds Aitta: a shop on its own cluster, with its own sharded entities,
 * which keeps the prices it looks up in a cache.
 */
package io.aitta.example;
