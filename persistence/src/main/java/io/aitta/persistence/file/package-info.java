/**
 * The files of a store as the disk has them: where they are opened, the lock of their directory,
 * the checksums of their blocks, and the witness of what was acknowledged. All input and output
 * goes through {@link io.aitta.persistence.file.Disk}.
 */
package io.aitta.persistence.file;
