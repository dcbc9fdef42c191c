package io.aitta.voter;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** A process that opens a directory, says how that went, and ends when its input does. */
final class DirectoryOpener {
  private DirectoryOpener() {}

  /** Opens the one directory that is named. */
  public static void main(String[] arguments) throws IOException {
    try (DirectoryDisk opened = DirectoryDisk.open(Path.of(arguments[0]))) {
      sayAndStay("opened");
    } catch (RefusedDirectoryException refused) {
      sayAndStay(refused.getMessage());
    }
  }

  private static void sayAndStay(String line) throws IOException {
    System.out.println(line);
    System.in.transferTo(OutputStream.nullOutputStream());
  }
}
