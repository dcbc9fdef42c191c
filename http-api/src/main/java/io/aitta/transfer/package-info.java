/**
 * Caches as files: an export goes through a cache's listing and writes what it finds, an import
 * puts what a file holds into a cache. Both go through REST as every client does, in bounded
 * memory, and both can go on where they were interrupted.
 */
package io.aitta.transfer;
