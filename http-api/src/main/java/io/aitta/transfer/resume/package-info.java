/**
 * What outlives a command that was interrupted: how far it was, in a small file beside the large
 * one, and who may go on from there.
 */
package io.aitta.transfer.resume;
