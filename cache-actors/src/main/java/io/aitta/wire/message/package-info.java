/** The layout of each message and of all that it is made of, field by field. */
package io.aitta.wire.message;
