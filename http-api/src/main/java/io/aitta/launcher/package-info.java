/**
 * The command line: the commands of {@code aitta}, and a cluster of node processes on this machine.
 */
package io.aitta.launcher;
