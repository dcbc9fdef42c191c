/**
 * Real data through REST: readers of traces, tables, lines and directories, the replay of a trace,
 * the upload of entries, and what is reported of both.
 */
package io.aitta.load;
