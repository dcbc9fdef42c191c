package io.aitta.voter;

import io.aitta.core.register.model.VoterId;
import io.aitta.core.register.model.VoterProcess;
import io.aitta.core.register.voter.VoterStorage;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What a node's voter keeps its words in, open: its memory, or a directory that no other process
 * may use meanwhile. Used by one thread at a time.
 */
public final class VoterStore implements AutoCloseable {
  /** How many former processes are remembered; of more the oldest are forgotten. */
  public static final int MOST_FORMER = 64;

  private static final int LEAST_OVERGROWN_BYTES = 1 << 20;

  private final VoterProcess self;
  private final VoterStorage storage;
  private final List<UUID> former;
  private final Closeable held;

  private VoterStore(VoterProcess self, VoterStorage storage, List<UUID> former, Closeable held) {
    this.self = self;
    this.storage = storage;
    this.former = List.copyOf(former);
    this.held = held;
  }

  /**
   * Opens it. Reads and forces files, so it may take as long as the disk does.
   *
   * @param directory made where it is not there; empty: the words live in memory
   * @param name of the node
   * @param process this process, noted in the directory when this returns
   * @throws IllegalArgumentException with a sentence, when the directory cannot be written, is held
   *     by another process, or holds what is damaged or another voter's
   */
  public static VoterStore open(Optional<Path> directory, String name, UUID process) {
    return directory
        .map(path -> inDirectory(path, name, process))
        .orElseGet(() -> inMemory(name, process));
  }

  /** The words live as long as the process, whose identity is that of the storage as well. */
  private static VoterStore inMemory(String name, UUID process) {
    VoterProcess self = new VoterProcess(new VoterId(name, process), process);
    return new VoterStore(self, new MemoryStorage(), List.of(), () -> {});
  }

  /**
   * Opens it on a disk; the words live as long as that.
   *
   * @throws IOException when the disk fails, or holds what is damaged or another voter's
   */
  public static VoterStore onDisk(Disk disk, String name, UUID process) throws IOException {
    VoterLog log = VoterLog.open(disk, name, UUID::randomUUID, LEAST_OVERGROWN_BYTES);
    List<UUID> former = Lives.begin(disk, process, MOST_FORMER);
    return new VoterStore(
        new VoterProcess(log.id(), process),
        log,
        former,
        () -> {
          log.close();
          disk.close();
        });
  }

  private static VoterStore inDirectory(Path directory, String name, UUID process) {
    try {
      Disk disk = DirectoryDisk.open(directory);
      try {
        return onDisk(disk, name, process);
      } catch (IOException unusable) {
        disk.close();
        throw unusable;
      }
    } catch (IOException unusable) {
      throw new IllegalArgumentException(
          "aitta.register.directory = " + directory + " cannot be used: " + reason(unusable),
          unusable);
    }
  }

  private static String reason(IOException unusable) {
    if (unusable instanceof DamagedLogException || unusable instanceof RefusedDirectoryException) {
      return unusable.getMessage();
    }
    if (unusable instanceof AccessDeniedException denied) {
      return denied.getFile() + " is not this user's to write; name a directory that is";
    }
    return unusable instanceof FileAlreadyExistsException file
        ? file.getFile() + " is no directory; name one"
        : unusable.getMessage() + "; mend the disk or make room on it, or name another directory";
  }

  /** Which voter it is, and which process. */
  public VoterProcess self() {
    return self;
  }

  public VoterStorage storage() {
    return storage;
  }

  /** The processes that had the directory before, the latest last; they have ended. */
  public List<UUID> former() {
    return former;
  }

  /** Lets another process have it. Only when nothing acts in this process's name any more. */
  @Override
  public void close() throws IOException {
    held.close();
  }
}
