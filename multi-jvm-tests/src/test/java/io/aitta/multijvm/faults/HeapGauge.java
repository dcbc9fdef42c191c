package io.aitta.multijvm.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.aitta.multijvm.process.TestProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads from outside, with {@code jcmd}, how much of its heap a JVM needs. */
final class HeapGauge {
  private static final Pattern USED =
      Pattern.compile("(?:generation|heap)\\s+total \\d+K, used (\\d+)K");

  private HeapGauge() {}

  /** The bytes of heap that survive a full collection. */
  static long liveBytes(TestProcess process) throws IOException, InterruptedException {
    jcmd(process.pid(), "GC.run");
    Matcher used = USED.matcher(jcmd(process.pid(), "GC.heap_info"));
    long kilobytes = 0;
    while (used.find()) {
      kilobytes += Long.parseLong(used.group(1));
    }
    if (kilobytes == 0) {
      throw new IllegalStateException("jcmd did not tell the heap of pid " + process.pid());
    }
    return kilobytes * 1024;
  }

  private static String jcmd(long pid, String command) throws IOException, InterruptedException {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    Process process =
        new ProcessBuilder(jcmd, Long.toString(pid), command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (!process.waitFor(20, TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IOException("jcmd " + pid + " " + command + " failed: " + output);
    }
    return output;
  }
}
