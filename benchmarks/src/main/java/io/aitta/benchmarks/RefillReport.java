package io.aitta.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.aitta.benchmarks.RefillCourse.Mark;
import io.aitta.benchmarks.RefillCourse.Marks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/** How a refill went, as a table for people and as JSON for programs. */
record RefillReport(Refill refill, Marks marks, PhasedTally tallies) {
  private static final double MEGABYTE = 1e6;
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** What was copied, in megabytes of 10^6 bytes, as entries count against a limit of bytes. */
  double megabytes() {
    return (marks.whole().copied() - marks.killed().copied()) / MEGABYTE;
  }

  /** From the first byte of a copy until every copy was there. */
  double megabytesPerSecond() {
    return megabytes() / seconds(marks.whole().since(marks.firstByte()));
  }

  /**
   * The processor time of a megabyte in milliseconds: what the nodes used from the first byte on,
   * but for what they used in the same time before the kill.
   */
  double cpuMillisPerMegabyte() {
    double idle = cpuShare(marks.counted(), marks.killed());
    Duration copying = marks.whole().since(marks.firstByte());
    Duration used = marks.whole().cpu().minus(marks.firstByte().cpu());
    return 1e3 * (seconds(used) - idle * seconds(copying)) / megabytes();
  }

  /**
   * By how much the time of one request in a hundred has grown; empty where all copies were there
   * before requests were on time again.
   */
  OptionalDouble growthOfP99() {
    return marks.onTime().isPresent()
        ? OptionalDouble.of(p99(RefillPhase.COPYING) / Math.max(1, p99(RefillPhase.BEFORE)))
        : OptionalDouble.empty();
  }

  /** How many requests went wrong, warming up not counted. */
  long errors() {
    return counted().mapToLong(phase -> phase.of(tallies).errorCount()).sum();
  }

  /** The table. */
  String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        line(
            "%.1f MB copied in %.2f s, from the first byte until every copy was there: %.1f MB/s",
            megabytes(), seconds(marks.whole().since(marks.firstByte())), megabytesPerSecond()));
    text.append(
        line(
            "after the kill: all led %s, first byte %s, requests on time again %s, every copy"
                + " there %s",
            afterKillText(marks.allLed()),
            afterKillText(marks.firstByte()),
            marks.onTime().map(this::afterKillText).orElse("never"),
            afterKillText(marks.whole())));
    text.append(
        line(
            "processor time of the nodes: %.2f of a processor before, %.2f while copying, %.2f ms"
                + " a MB more",
            cpuShare(marks.counted(), marks.killed()),
            cpuShare(marks.firstByte(), marks.whole()),
            cpuMillisPerMegabyte()));
    text.append(
        line(
            "%.0f requests/s were to start, latency from the time each was meant to; p99 %s",
            refill.run().rate(), growth()));
    text.append(line("")).append(LatencyTable.HEAD);
    counted().forEach(phase -> text.append(LatencyTable.row(phase.label(), latencies(phase))));
    counted().forEach(phase -> text.append(errorsOf(phase)));
    return text.toString();
  }

  /** Writes the same as JSON; latencies are in microseconds. */
  void writeJson(Path file) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("megabytes", megabytes());
    json.put("megabytesPerSecond", megabytesPerSecond());
    json.put("valueSize", refill.run().workload().valueSize());
    json.put("keys", refill.run().workload().keys());
    json.put("rate", refill.run().rate());
    json.put("allLedSeconds", afterKill(marks.allLed()));
    json.put("firstByteSeconds", afterKill(marks.firstByte()));
    json.put("wholeSeconds", afterKill(marks.whole()));
    json.put("cpuMillisPerMegabyte", cpuMillisPerMegabyte());
    marks.onTime().ifPresent(mark -> json.put("onTimeSeconds", afterKill(mark)));
    growthOfP99().ifPresent(growth -> json.put("growthOfP99", growth));
    json.put("errors", errors());
    counted().forEach(phase -> json.put(phase.label(), LatencyTable.json(latencies(phase))));
    try {
      Files.writeString(file, JSON.writeValueAsString(json) + "\n");
    } catch (IOException e) {
      throw RunReport.notWritable(file, e);
    }
  }

  private static Stream<RefillPhase> counted() {
    return Arrays.stream(RefillPhase.values()).filter(phase -> phase != RefillPhase.WARM_UP);
  }

  private Histogram latencies(RefillPhase phase) {
    return phase.of(tallies).allLatencies();
  }

  private String growth() {
    OptionalDouble growth = growthOfP99();
    return growth.isPresent()
        ? String.format(Locale.ROOT, "while copying grew by a factor of %.2f", growth.getAsDouble())
        : "while copying is unknown: no request was on time before every copy was there";
  }

  private double p99(RefillPhase phase) {
    return latencies(phase).getValueAtPercentile(99);
  }

  private String afterKillText(Mark mark) {
    return String.format(Locale.ROOT, "%.2f s", afterKill(mark));
  }

  private double afterKill(Mark mark) {
    return seconds(mark.since(marks.killed()));
  }

  private String errorsOf(RefillPhase phase) {
    StringBuilder text = new StringBuilder();
    phase
        .of(tallies)
        .errors()
        .forEach(
            (cause, count) ->
                text.append(line("error: %s, %s (%d times)", phase.label(), cause, count)));
    return text.toString();
  }

  private static double cpuShare(Mark from, Mark to) {
    return seconds(to.cpu().minus(from.cpu())) / seconds(to.since(from));
  }

  /** A nanosecond at least, so that nothing is divided by none. */
  private static double seconds(Duration duration) {
    return Math.max(1, duration.toNanos()) / 1e9;
  }

  private static String line(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments) + System.lineSeparator();
  }
}
