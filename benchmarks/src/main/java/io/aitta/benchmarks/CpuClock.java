package io.aitta.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.aitta.console.OperatorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Reads what processes have used of the processors from {@code /proc/PID/stat} (proc(5), fields 14
 * and 15), in ticks of a hundredth of a second, as Linux has them on all its usual platforms.
 */
final class CpuClock {
  private static final long NANOS_PER_TICK = 10_000_000;
  private static final int USER_TIME_AFTER_NAME = 11;

  private final Path proc;
  private final List<Long> pids;

  CpuClock(Path proc, List<Long> pids) {
    this.proc = proc;
    this.pids = List.copyOf(pids);
  }

  /** The time that all of them have used since they began. */
  Duration read() {
    return pids.stream().map(this::read).reduce(Duration.ZERO, Duration::plus);
  }

  private Duration read(long pid) {
    Path stat = proc.resolve(Long.toString(pid)).resolve("stat");
    try {
      String text = Files.readString(stat, US_ASCII);
      String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
      long ticks =
          Long.parseLong(fields[USER_TIME_AFTER_NAME])
              + Long.parseLong(fields[USER_TIME_AFTER_NAME + 1]);
      return Duration.ofNanos(ticks * NANOS_PER_TICK);
    } catch (IOException e) {
      throw new OperatorException(
          "the processor time of pid "
              + pid
              + " cannot be read from "
              + stat
              + "; leave --pid out, or give the pid of a process that runs on this machine",
          e);
    }
  }
}
