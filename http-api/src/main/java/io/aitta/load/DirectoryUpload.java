package io.aitta.load;

import io.aitta.load.CacheClient.Answer;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** Writes every file of a directory as an entry: its path is the key, its kind the content type. */
final class DirectoryUpload {
  private static final String UNKNOWN_TYPE = "application/octet-stream";
  private static final int LANE_DEPTH = 64;

  private final CacheClient cache;
  private final UploadStatistics statistics;
  private final BadLines badLines;
  private final Path root;

  DirectoryUpload(CacheClient cache, UploadStatistics statistics, BadLines badLines, Path root) {
    this.cache = cache;
    this.statistics = statistics;
    this.badLines = badLines;
    this.root = root;
  }

  /** Writes the files up to a number of them. */
  void run(int concurrency, long limit) throws IOException, InterruptedException {
    try (Stream<Path> tree = Files.walk(root);
        Lanes<Path> lanes = new Lanes<>(concurrency, 1, LANE_DEPTH, file -> 0, this::send)) {
      Iterator<Path> files = tree.filter(Files::isRegularFile).limit(limit).iterator();
      while (files.hasNext()) {
        Path file = files.next();
        lanes.add(key(file), file);
      }
      lanes.finish();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void send(List<Path> files) {
    for (Path file : files) {
      try {
        String type = Files.probeContentType(file);
        long size = Files.size(file);
        onAnswer(file, size, cache.put(key(file), type == null ? UNKNOWN_TYPE : type, file));
      } catch (IOException e) {
        badLines.add(file.toString(), "cannot be read: " + e.getMessage());
      }
    }
  }

  private void onAnswer(Path file, long size, Answer<String> answer) {
    if (answer.isError()) {
      badLines.add(file.toString(), Refusals.of(answer));
    } else {
      statistics.onDone(1, size);
    }
  }

  private String key(Path file) {
    return root.relativize(file).toString().replace(File.separatorChar, '/');
  }
}
