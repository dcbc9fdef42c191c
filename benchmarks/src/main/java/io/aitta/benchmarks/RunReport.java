package io.aitta.benchmarks;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.aitta.console.OperatorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How a run went, as a table for people and as JSON for programs.
 *
 * @param elapsed how long it took
 * @param serverCpu what the processes that were watched have used meanwhile
 */
record RunReport(LoadRun run, Tally tally, Duration elapsed, Optional<Duration> serverCpu) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  RunReport {
    requireNonNull(run, "run is null");
    requireNonNull(tally, "tally is null");
  }

  /** Answers a second. */
  double throughput() {
    return tally.answers() / (elapsed.toNanos() / 1e9);
  }

  /** The processor time of an answer, in microseconds. */
  Optional<Double> cpuMicrosPerAnswer() {
    return serverCpu
        .filter(cpu -> tally.answers() > 0)
        .map(cpu -> cpu.toNanos() / 1e3 / tally.answers());
  }

  /** The table. */
  String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        line(
            "%d requests over %d connections to %d nodes in %.1f s: %.0f/s, %d errors",
            run.requests(),
            run.connections(),
            run.nodes().size(),
            elapsed.toMillis() / 1e3,
            throughput(),
            tally.errorCount()));
    text.append(line("%s, seed %d", pace(), run.seed()));
    tally.hitRatio().ifPresent(ratio -> text.append(line("GET hits: %.2f %%", 100 * ratio)));
    cpuMicrosPerAnswer()
        .ifPresent(
            cpu -> text.append(line("processor time of the servers: %.1f us a request", cpu)));
    text.append(line(""));
    text.append(LatencyTable.HEAD);
    tally
        .latencies()
        .forEach((kind, histogram) -> text.append(LatencyTable.row(kind.name(), histogram)));
    text.append(LatencyTable.row("all", tally.allLatencies())).append(line(""));
    tally.statuses().forEach((status, count) -> text.append(line("status %d %12d", status, count)));
    tally
        .errors()
        .forEach((cause, count) -> text.append(line("error: %s (%d times)", cause, count)));
    return text.toString();
  }

  /** Writes the same as JSON; latencies are in microseconds. */
  void writeJson(Path file) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("nodes", run.nodes().stream().map(Object::toString).toList());
    json.put("requests", run.requests());
    json.put("connections", run.connections());
    json.put("rate", run.rate());
    json.put("seed", run.seed());
    json.put("keys", run.workload().keys());
    json.put("valueSize", run.workload().valueSize());
    json.put("seconds", elapsed.toNanos() / 1e9);
    json.put("throughput", throughput());
    cpuMicrosPerAnswer().ifPresent(cpu -> json.put("cpuMicrosPerRequest", cpu));
    tally.hitRatio().ifPresent(ratio -> json.put("hitRatio", ratio));
    json.put("latencyMicros", latencies());
    json.put("statuses", tally.statuses());
    json.put("errors", tally.errors());
    try {
      Files.writeString(file, JSON.writeValueAsString(json) + "\n");
    } catch (IOException e) {
      throw notWritable(file, e);
    }
  }

  /**
   * Makes sure that the JSON can be written, before anything is measured.
   *
   * @throws OperatorException when it cannot
   */
  static void requireWritable(Path file) {
    try {
      Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND).close();
    } catch (IOException e) {
      throw notWritable(file, e);
    }
  }

  static OperatorException notWritable(Path file, IOException cause) {
    return new OperatorException(
        "the result cannot be written to %s: %s; name another file with --json"
            .formatted(file, cause.getMessage()),
        cause);
  }

  private Map<String, Object> latencies() {
    Map<String, Object> byKind = new LinkedHashMap<>();
    tally
        .latencies()
        .forEach(
            (kind, histogram) ->
                byKind.put(kind.name().toLowerCase(Locale.ROOT), LatencyTable.json(histogram)));
    byKind.put("all", LatencyTable.json(tally.allLatencies()));
    return byKind;
  }

  private String pace() {
    return run.rate() == 0
        ? "closed loop"
        : "%.0f/s were to start, latency from the time each was meant to".formatted(run.rate());
  }

  private static String line(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments).stripTrailing() + System.lineSeparator();
  }
}
