package io.aitta.load.source;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * The files below a directory. Of symbolic links only those to files of the same directory count;
 * others are skipped, so that nothing from elsewhere is taken, and nothing twice by a circle.
 */
public final class FileTree {
  private final Path root;

  /**
   * The tree that a directory, or a link to one, stands for.
   *
   * @throws IOException when it is not there
   */
  public FileTree(Path directory) throws IOException {
    this.root = directory.toRealPath();
  }

  /** Who is shown the files. */
  public interface Visitor {
    /** Takes a file that is no directory; false ends the walk. */
    boolean onFile(Path file) throws InterruptedException;

    /** Is told of a folder that cannot be read, not even in part perhaps. */
    void onUnreadable(Path folder, IOException cause);

    /** Is told of a link, or what is no file, that is left out. */
    void onSkipped(Path path, String reason);
  }

  /** Shows all files, each folder's in the order of the file system. */
  public void walk(Visitor visitor) throws InterruptedException {
    walk(root, visitor);
  }

  /** The path of a file below the root, its parts joined by slashes. */
  public String key(Path file) {
    return root.relativize(file).toString().replace(root.getFileSystem().getSeparator(), "/");
  }

  private boolean walk(Path folder, Visitor visitor) throws InterruptedException {
    try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
      for (Path child : children) {
        if (!show(child, visitor)) {
          return false;
        }
      }
    } catch (DirectoryIteratorException e) {
      visitor.onUnreadable(folder, e.getCause());
    } catch (IOException e) {
      visitor.onUnreadable(folder, e);
    }
    return true;
  }

  private boolean show(Path path, Visitor visitor) throws InterruptedException {
    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      return walk(path, visitor);
    }
    if (Files.isSymbolicLink(path) && !leadsToAFileInside(path)) {
      visitor.onSkipped(path, "a link to no file of this directory");
      return true;
    }
    if (!Files.isRegularFile(path)) {
      visitor.onSkipped(path, "no regular file");
      return true;
    }
    return visitor.onFile(path);
  }

  private boolean leadsToAFileInside(Path link) {
    try {
      Path target = link.toRealPath();
      return target.startsWith(root) && Files.isRegularFile(target);
    } catch (IOException e) {
      return false;
    }
  }

  /** How many files there are. */
  public long count() throws InterruptedException {
    Counter counter = new Counter();
    walk(counter);
    return counter.files;
  }

  /** Counts, and says nothing. */
  private static final class Counter implements Visitor {
    private long files;

    @Override
    public boolean onFile(Path file) {
      files++;
      return true;
    }

    @Override
    public void onUnreadable(Path folder, IOException cause) {}

    @Override
    public void onSkipped(Path path, String reason) {}
  }
}
