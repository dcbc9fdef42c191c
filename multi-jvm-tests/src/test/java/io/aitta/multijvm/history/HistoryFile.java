package io.aitta.multijvm.history;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aitta.simulation.Call;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A file of calls, one JSON object a line, in the order of their ends: the key, what was called,
 * what was told, when it began and ended in nanoseconds of one process. Safe for use by several
 * threads.
 */
public final class HistoryFile implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final BufferedWriter lines;

  private HistoryFile(BufferedWriter lines) {
    this.lines = lines;
  }

  /** One line. */
  public record Line(String key, Call call) {}

  /** Begins a file anew. */
  public static HistoryFile create(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      return new HistoryFile(Files.newBufferedWriter(file));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the history " + file, e);
    }
  }

  /** Adds a call. */
  public void add(String key, Call call) {
    try {
      String line = JSON.writeValueAsString(new Line(key, call));
      synchronized (lines) {
        lines.write(line);
        lines.newLine();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the history", e);
    }
  }

  /** Reads a file: a history for each key in it. */
  public static List<KeyHistory> read(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      Map<String, KeyHistory> histories =
          lines
              .map(HistoryFile::parse)
              .collect(
                  groupingBy(
                      Line::key,
                      TreeMap::new,
                      collectingAndThen(toList(), HistoryFile::historyOf)));
      return List.copyOf(histories.values());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the history " + file, e);
    }
  }

  private static KeyHistory historyOf(List<Line> lines) {
    return new KeyHistory(lines.get(0).key(), lines.stream().map(Line::call).toList());
  }

  private static Line parse(String line) {
    try {
      return JSON.readValue(line, Line.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a line of a history: " + line, e);
    }
  }

  @Override
  public void close() {
    try {
      lines.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot end the history", e);
    }
  }
}
