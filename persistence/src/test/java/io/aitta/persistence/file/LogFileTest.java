package io.aitta.persistence.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LogFileTest {
  private static final int MOST = 1 << 20;

  @TempDir private Path directory;
  private final Random random = new Random(5);

  private LogFile open() throws IOException {
    return LogFile.open(Disk.real(), directory.resolve("log"));
  }

  private LogFrame frame(long number, int length) {
    byte[] content = new byte[length];
    random.nextBytes(content);
    return new LogFrame(7, number, number - 1, content);
  }

  @Test
  void append_reopened_isReadAsItWasWritten() throws IOException {
    List<LogFrame> frames = List.of(frame(1, 0), frame(2, 1), frame(3, 15), frame(4, 70_000));
    try (LogFile log = open()) {
      for (LogFrame frame : frames) {
        log.append(frame);
      }
      log.force();
      assertThat(log.bytes()).isEqualTo(log.size());
    }
    try (LogFile log = open()) {
      List<LogFrame> read = log.read(MOST);
      assertThat(read).hasSize(4);
      for (int i = 0; i < 4; i++) {
        assertThat(read.get(i).sameAs(frames.get(i))).isTrue();
        assertThat(read.get(i).store()).isEqualTo(7);
        assertThat(read.get(i).forced()).isEqualTo(i);
      }
    }
  }

  @Test
  void restart_writesOverWhatWasThere_andWhatIsLeftOfItIsStillRead() throws IOException {
    try (LogFile log = open()) {
      for (int number = 1; number <= 4; number++) {
        log.append(frame(number, 100));
      }
      log.restart();
      log.append(frame(5, 300));
      assertThat(log.read(MOST)).extracting(LogFrame::number).containsExactly(5L, 4L);
    }
  }

  @Test
  void anyByteThatChanged_hidesItsFrameAlone() throws IOException {
    try (LogFile log = open()) {
      log.append(frame(1, 50));
      log.append(frame(2, 50));
      log.append(frame(3, 50));
    }
    Path file = directory.resolve("log");
    byte[] whole = Files.readAllBytes(file);
    int size = LogFrame.size(50);
    for (int at = size; at < size + LogFrame.HEAD - Integer.BYTES + 50; at++) {
      boolean isPadding = at - size >= LogFrame.HEAD - Integer.BYTES && at - size < LogFrame.HEAD;
      if (!isPadding) {
        byte[] changed = whole.clone();
        changed[at] ^= 4;
        Files.write(file, changed);
        try (LogFile log = open()) {
          assertThat(log.read(MOST)).extracting(LogFrame::number).containsExactly(1L, 3L);
        }
      }
    }
  }

  @Test
  void cutOffAnywhere_readsWhatIsWhole() throws IOException {
    try (LogFile log = open()) {
      log.append(frame(1, 20));
      log.append(frame(2, 20));
    }
    Path file = directory.resolve("log");
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < LogFrame.size(20); length++) {
      Files.write(file, Arrays.copyOf(whole, LogFrame.size(20) + length));
      try (LogFile log = open()) {
        int read = log.read(MOST).size();
        assertThat(read).isEqualTo(length < LogFrame.HEAD + 20 ? 1 : 2);
      }
    }
  }

  @Test
  void clear_givesTheRoomBack() throws IOException {
    try (LogFile log = open()) {
      log.append(frame(1, 1000));
      log.clear();
      assertThat(log.size()).isZero();
      log.append(frame(2, 10));
      assertThat(log.read(MOST)).extracting(LogFrame::number).containsExactly(2L);
    }
  }

  @Test
  void moreThanALogCanHave_isRefused() throws IOException {
    try (LogFile log = open()) {
      log.append(frame(1, 2000));
      assertThatThrownBy(() -> log.read(1000)).hasMessageContaining("has 2048 bytes");
    }
  }
}
