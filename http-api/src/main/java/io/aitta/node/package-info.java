/**
 * One node as a process: from options and files to a running node, with a pid file, a log and clear
 * last words.
 */
package io.aitta.node;
