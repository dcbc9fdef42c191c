package io.aitta.multijvm.faults;

import io.aitta.multijvm.process.TestProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads from outside, with {@code jcmd}, how much of its heap a JVM needs. */
final class HeapGauge {
  private static final Pattern USED =
      Pattern.compile("(?:generation|heap)\\s+total \\d+K, used (\\d+)K");

  /** For a JVM that is slow to answer; jcmd itself would wait for ten seconds. */
  private static final String PATIENT = "-J-Dsun.tools.attach.attachTimeout=60000";

  private HeapGauge() {}

  /** The bytes of heap that survive a full collection. */
  static long liveBytes(TestProcess process) {
    jcmd(process, "GC.run");
    Matcher used = USED.matcher(jcmd(process, "GC.heap_info"));
    long kilobytes = 0;
    while (used.find()) {
      kilobytes += Long.parseLong(used.group(1));
    }
    if (kilobytes == 0) {
      throw process.failure("did not tell its heap");
    }
    return kilobytes * 1024;
  }

  private static String jcmd(TestProcess process, String command) {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    Path output = Path.of("target", "clusters", "jcmd", "jcmd-" + System.nanoTime() + ".out");
    List<String> words = List.of(jcmd, PATIENT, Long.toString(process.pid()), command);
    try (TestProcess run = TestProcess.start("jcmd", words, Map.of(), output)) {
      if (run.awaitExit() != 0) {
        throw run.failure("failed");
      }
      return run.output();
    }
  }
}
