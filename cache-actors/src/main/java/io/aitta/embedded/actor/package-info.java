/** The embedded API as a protocol of messages, for actors that would rather send than call. */
package io.aitta.embedded.actor;
