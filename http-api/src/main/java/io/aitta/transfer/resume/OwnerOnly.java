package io.aitta.transfer.resume;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files that their owner alone may read, where the file system knows owners. */
public final class OwnerOnly {
  private static final Set<PosixFilePermission> RIGHTS =
      PosixFilePermissions.fromString("rw-------");

  private OwnerOnly() {}

  /** Opens a file to read and write it; makes it where it is not there. */
  public static FileChannel open(Path path) throws IOException {
    boolean known =
        Files.getFileStore(path.toAbsolutePath().getParent())
            .supportsFileAttributeView(PosixFileAttributeView.class);
    FileAttribute<?>[] rights = {PosixFilePermissions.asFileAttribute(RIGHTS)};
    FileChannel channel =
        FileChannel.open(
            path,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
            known ? rights : new FileAttribute<?>[0]);
    if (known) {
      Files.setPosixFilePermissions(path, RIGHTS); // One that was there kept what it had.
    }
    return channel;
  }
}
