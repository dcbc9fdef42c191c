/**
 * Loads from their checks to their reports: the jobs that replay a trace or upload a file or a
 * directory, the workers they share, and what they count.
 */
package io.aitta.load;
