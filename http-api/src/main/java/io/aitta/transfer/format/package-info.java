/**
 * The files of an export, in two forms that hold the same records: lines of JSON for everybody to
 * read, and blocks of bytes that are small and say where they are damaged. Both are read and
 * written a piece at a time, and both end in a trailer, so that a file that was cut off is no
 * shorter file. Nothing here knows a cluster.
 */
package io.aitta.transfer.format;
