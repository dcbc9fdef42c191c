package io.aitta.load.source;

/** Takes note of lines of a source that make no sense and are left out. */
@FunctionalInterface
public interface BadLines {
  /**
   * Takes note of a line.
   *
   * @param line counted from 1
   * @param reason why it cannot be used, in a few words
   */
  void add(long line, String reason);
}
