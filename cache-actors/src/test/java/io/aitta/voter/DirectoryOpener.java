package io.aitta.voter;

import java.io.IOException;
import java.nio.file.Path;

/** A process that opens a directory, and says how that went. */
final class DirectoryOpener {
  private DirectoryOpener() {}

  /** Opens the one directory that is named. */
  public static void main(String[] arguments) throws IOException {
    try (DirectoryDisk opened = DirectoryDisk.open(Path.of(arguments[0]))) {
      System.out.println("opened");
    } catch (RefusedDirectoryException refused) {
      System.out.println(refused.getMessage());
    }
  }
}
