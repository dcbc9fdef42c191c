package io.aitta.multijvm.campaign.damage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All files of a node's data directory, by their names below it. Not safe for several threads. */
final class NodeFiles {
  static final String STORE = "store/store.mv";
  static final String FIRST_AHEAD = "store/store.log-1";
  static final String SECOND_AHEAD = "store/store.log-2";
  static final String WITNESS = "store/store.witness";
  static final String LOG = "register/voter.log";
  static final String LIVES = "register/voter.lives";

  /** Locks, whose content nobody reads, are left out. */
  private static final List<String> KEPT =
      List.of(STORE, FIRST_AHEAD, SECOND_AHEAD, WITNESS, LOG, LIVES);

  private final Map<String, byte[]> files;

  private NodeFiles(Map<String, byte[]> files) {
    this.files = new TreeMap<>(files);
  }

  /** As they are in a directory that no node has open. */
  static NodeFiles read(Path directory) {
    Map<String, byte[]> files = new TreeMap<>();
    for (String name : KEPT) {
      try {
        files.put(name, Files.readAllBytes(directory.resolve(name)));
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read " + directory.resolve(name), e);
      }
    }
    return new NodeFiles(files);
  }

  NodeFiles copy() {
    return new NodeFiles(files);
  }

  boolean has(String name) {
    return files.containsKey(name);
  }

  byte[] get(String name) {
    return files.get(name).clone();
  }

  void put(String name, byte[] content) {
    files.put(name, content.clone());
  }

  void remove(String name) {
    files.remove(name);
  }

  /** Lays them into a directory that is not there yet. */
  void write(Path directory) throws IOException {
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path path = directory.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
  }

  /** Removes a directory with all that is in it. */
  static void delete(Path directory) throws IOException {
    try (Stream<Path> found = Files.walk(directory)) {
      for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
