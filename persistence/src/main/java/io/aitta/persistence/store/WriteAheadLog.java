package io.aitta.persistence.store;

import io.aitta.persistence.file.Disk;
import io.aitta.persistence.file.LogFile;
import io.aitta.persistence.file.LogFrame;
import io.aitta.persistence.table.DamagedStoreException;
import io.aitta.persistence.table.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The commits since the tables were last saved, in two files that take turns: while what one has is
 * being saved the next commits go to the other. Writing a commit behind the one before costs far
 * less than saving the pages that it has changed. For the thread that commits, but for the forces.
 */
final class WriteAheadLog implements AutoCloseable {
  private static final List<String> NAMES = List.of("store.log-1", "store.log-2");

  /** Once so much was written the tables should be saved. */
  static final int FULL = 4 << 20;

  private static final int MOST = 1 << 30;

  private final List<LogFile> files;
  private int turn;
  private boolean isUnforced;

  private WriteAheadLog(List<LogFile> files) {
    this.files = files;
  }

  /** Opens the files, made where they are not there. */
  static WriteAheadLog open(Disk disk, Path directory) throws IOException {
    List<LogFile> files = new ArrayList<>();
    try {
      for (Path path : paths(directory)) {
        files.add(LogFile.open(disk, path));
      }
      return new WriteAheadLog(files);
    } catch (IOException | RuntimeException fault) {
      for (LogFile file : files) {
        file.close();
      }
      throw fault;
    }
  }

  static List<Path> paths(Path directory) {
    return NAMES.stream().map(directory::resolve).toList();
  }

  /**
   * A store never loses one of them by itself.
   *
   * @throws DamagedStoreException when one is missing
   */
  static void checkPresent(Path directory) {
    for (Path path : paths(directory)) {
      if (!Files.exists(path)) {
        throw new DamagedStoreException(path.getFileName() + " beside it is missing");
      }
    }
  }

  /**
   * Applies what the tables do not have yet. Of what was not forced when the power went some is
   * there and some is not: it ends before the first commit that is missing, if none after that one
   * says that it was on the disk.
   *
   * @return the highest number of a commit that was met: no other is ever to get that number
   * @throws DamagedStoreException when commits are missing that were on the disk
   */
  long replay(Tables tables) throws IOException {
    long highest = tables.commit();
    for (LogFrame frame : newer(tables)) {
      if (frame.number() == tables.commit() + 1) {
        tables.replay(frame.content());
      } else if (frame.forced() > tables.commit()) {
        throw new DamagedStoreException(
            "commit " + (tables.commit() + 1) + " is missing in its log, and was acknowledged");
      }
      highest = frame.number();
    }
    return highest;
  }

  private List<LogFrame> newer(Tables tables) throws IOException {
    List<LogFrame> newer = new ArrayList<>();
    for (LogFile file : files) {
      file.read(MOST).stream()
          .filter(frame -> frame.store() == tables.store() && frame.number() > tables.commit())
          .forEach(newer::add);
    }
    newer.sort(Comparator.comparingLong(LogFrame::number));
    return newer;
  }

  void append(LogFrame frame) throws IOException {
    isUnforced = true;
    files.get(turn).append(frame);
  }

  /** What it has is being saved: the next commits go to the other file. */
  void turn() {
    turn = 1 - turn;
    files.get(turn).restart();
    isUnforced = false;
  }

  /** Gives the room of both files back: all was saved. */
  void clear() throws IOException {
    for (LogFile file : files) {
      file.clear();
    }
  }

  /** How many bytes the files take, on any thread. */
  long size() throws IOException {
    long size = 0;
    for (LogFile file : files) {
      size += file.size();
    }
    return size;
  }

  /** How many bytes were written since the turn. */
  long bytes() {
    return files.get(turn).bytes();
  }

  /** What is to be forced, if anything: on any thread. */
  Optional<LogFile> takeUnforced() {
    Optional<LogFile> unforced = isUnforced ? Optional.of(files.get(turn)) : Optional.empty();
    isUnforced = false;
    return unforced;
  }

  @Override
  public void close() throws IOException {
    for (LogFile file : files) {
      file.close();
    }
  }
}
