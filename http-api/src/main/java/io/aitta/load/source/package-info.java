/**
 * What is loaded, before it is loaded: files and directories, and readers that make operations of
 * lines, tables and traces. Nothing here is replaced or guessed: what makes no sense is told.
 */
package io.aitta.load.source;
