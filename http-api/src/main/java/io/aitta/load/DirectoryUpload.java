package io.aitta.load;

import io.aitta.load.Undone.Kind;
import io.aitta.load.rest.Answer;
import io.aitta.load.rest.CacheClient;
import io.aitta.load.rest.Refusals;
import io.aitta.load.source.FileTree;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Writes every file of a directory as an entry: its path is the key, its kind the content type. */
final class DirectoryUpload implements Job {
  private static final String UNKNOWN_TYPE = "application/octet-stream";
  private static final char NO_CHARACTER = '\ufffd';
  private static final int LANE_DEPTH = 64;

  private final FileTree tree;
  private final long total;
  private final Undone undone;
  private final UploadStatistics statistics = new UploadStatistics();

  DirectoryUpload(FileTree tree, Undone undone) throws InterruptedException {
    this.tree = tree;
    this.total = tree.count();
    this.undone = undone;
  }

  @Override
  public long total() {
    return total;
  }

  @Override
  public long position() {
    return statistics.done();
  }

  @Override
  public String brief() {
    return statistics.brief();
  }

  @Override
  public void run(CacheClient cache, int concurrency, long limit) throws InterruptedException {
    try (Lanes<Path> lanes =
        new Lanes<>(concurrency, 1, LANE_DEPTH, file -> 0, files -> send(cache, files))) {
      tree.walk(new Feeder(lanes, limit));
      lanes.finish();
    }
  }

  @Override
  public String report() {
    return statistics.full();
  }

  @Override
  public void close() {}

  private void send(CacheClient cache, List<Path> files) {
    for (Path file : files) {
      try {
        if (!Files.isReadable(file)) {
          throw new AccessDeniedException(file.toString());
        }
        String type = Files.probeContentType(file);
        long size = Files.size(file);
        onAnswer(file, size, cache.put(tree.key(file), type == null ? UNKNOWN_TYPE : type, file));
      } catch (IOException e) {
        undone.add(file, reason(e));
      }
    }
  }

  private void onAnswer(Path file, long size, Answer<String> answer) {
    if (answer.isError()) {
      undone.add(file.toString(), answer, Refusals.of(answer));
    } else {
      statistics.onDone(1, size);
    }
  }

  private static String reason(IOException cause) {
    if (cause instanceof AccessDeniedException) {
      return "may not be read";
    }
    return cause instanceof NoSuchFileException
        ? "is not there any more"
        : "cannot be read: " + cause.getMessage();
  }

  /** Feeds the lanes with files, and takes note of what is none. */
  private final class Feeder implements FileTree.Visitor {
    private final Lanes<Path> lanes;
    private long left;

    Feeder(Lanes<Path> lanes, long limit) {
      this.lanes = lanes;
      this.left = limit;
    }

    @Override
    public boolean onFile(Path file) throws InterruptedException {
      String key = tree.key(file);
      if (key.indexOf(NO_CHARACTER) >= 0) {
        undone.add(file, "its name is no text in this locale; start with LC_ALL=C.UTF-8");
        return true;
      }
      lanes.add(key, file);
      return --left > 0;
    }

    @Override
    public void onUnreadable(Path folder, IOException cause) {
      undone.add(folder, reason(cause));
    }

    @Override
    public void onSkipped(Path path, String reason) {
      undone.add(Kind.SKIPPED, path.toString(), reason);
    }
  }
}
