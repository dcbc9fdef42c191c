package io.aitta.benchmarks;

import io.aitta.console.OperatorException;
import io.aitta.launcher.ClusterOptions;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code aitta bench mixed}: a mix of single calls and batches over REST. */
@Command(
    name = "mixed",
    sortOptions = false,
    showDefaultValues = true,
    description = {
      "Send GET, PUT, DELETE, increments and batches to the nodes and report throughput, latency,"
          + " statuses and errors. What the shares leave is for PUT.",
      "Without --rate each connection sends its next request when the last is answered; with it,"
          + " requests have times to start, and latency counts from those.",
      ""
    },
    footer = {"", "Example:", "  aitta bench mixed --requests 1000000 --connections 64"})
final class MixedCommand implements Callable<Integer> {
  private static final int MOST_VALUE_SIZE = 8 << 20;
  private static final int MOST_BATCH_LINES = 100_000;
  private static final double MOST_RATE = 1e9;

  @Mixin ClusterOptions cluster = new ClusterOptions(64);

  @Option(
      names = "--requests",
      paramLabel = "N",
      defaultValue = "100000",
      description = "How many requests.")
  long requests;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      defaultValue = "0",
      description = "How many more to send before, unmeasured.")
  long warmUp;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "0",
      description = "Requests a second; 0: a closed loop.")
  double rate;

  @Option(
      names = "--keys",
      paramLabel = "N",
      defaultValue = "100000",
      description = "Different keys.")
  long keys;

  @Option(
      names = "--skew",
      paramLabel = "S",
      defaultValue = "0",
      description = "How uneven keys are drawn, 0 (all alike) to below 1.")
  double skew;

  @Option(
      names = "--value-size",
      paramLabel = "BYTES",
      defaultValue = "100",
      description = "Bytes of a value.")
  int valueSize;

  @Option(
      names = "--read",
      paramLabel = "SHARE",
      defaultValue = "0.8",
      description = "Share of GET.")
  double read;

  @Option(
      names = "--delete",
      paramLabel = "SHARE",
      defaultValue = "0.02",
      description = "Share of DELETE.")
  double delete;

  @Option(
      names = "--increment",
      paramLabel = "SHARE",
      defaultValue = "0.02",
      description = "Share of increments.")
  double increment;

  @Option(
      names = "--batch",
      paramLabel = "SHARE",
      defaultValue = "0.01",
      description = "Share of batches.")
  double batch;

  @Option(
      names = "--batch-lines",
      paramLabel = "N",
      defaultValue = "20",
      description = "Operations of a batch.")
  int batchLines;

  @Option(
      names = "--timeout-ms",
      paramLabel = "MS",
      defaultValue = "10000",
      description = "How long to wait for an answer.")
  int timeoutMillis;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of all that is drawn.")
  long seed;

  @Option(
      names = "--pid",
      split = ",",
      paramLabel = "PID",
      description = "A server's process, to report processor time a request; Linux only.")
  List<Long> pids = List.of();

  @Option(names = "--json", paramLabel = "FILE", description = "Write the result as JSON too.")
  Optional<Path> json;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    requireRanges();
    json.ifPresent(RunReport::requireWritable);
    LoadRun run = plan(requests, seed);
    if (warmUp > 0) {
      send("warm-up", plan(warmUp, seed - 1));
    }
    RunReport report = measure(run);
    PrintWriter out = spec.commandLine().getOut();
    out.print(report.text());
    out.flush();
    json.ifPresent(report::writeJson);
    if (report.tally().errorCount() > 0) {
      throw new OperatorException(
          report.tally().errorCount() + " requests went wrong; the report above says how");
    }
    return 0;
  }

  private RunReport measure(LoadRun run) throws InterruptedException {
    CpuClock cpu = new CpuClock(Path.of("/proc"), pids);
    Duration cpuBefore = cpu.read();
    long start = System.nanoTime();
    Tally tally = send("mixed", run);
    Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
    Duration used = cpu.read().minus(cpuBefore);
    return new RunReport(
        run, tally, elapsed, pids.isEmpty() ? Optional.empty() : Optional.of(used));
  }

  private Tally send(String what, LoadRun run) throws InterruptedException {
    AtomicLong done = new AtomicLong();
    try (Heartbeat heartbeat =
        new Heartbeat(what, run.requests(), done, spec.commandLine().getErr())) {
      return run.run(done);
    }
  }

  private void requireRanges() {
    cluster.requireIn("--requests", requests, 1, Long.MAX_VALUE);
    cluster.requireIn("--warm-up", warmUp, 0, Long.MAX_VALUE);
    cluster.requireIn("--keys", keys, 1, Long.MAX_VALUE);
    cluster.requireIn("--value-size", valueSize, 0, MOST_VALUE_SIZE);
    cluster.requireIn("--batch-lines", batchLines, 1, MOST_BATCH_LINES);
    cluster.requireIn("--timeout-ms", timeoutMillis, 1, Integer.MAX_VALUE);
    if (!(rate >= 0 && rate <= MOST_RATE)) {
      throw cluster.usage("--rate is %s, but must be 0 to %.0f".formatted(rate, MOST_RATE));
    }
    if (!(skew >= 0 && skew < 1)) {
      throw cluster.usage("--skew is %s, but must be 0 to below 1".formatted(skew));
    }
    requirePlain(cluster);
  }

  /**
   * Makes sure that benchmarks can speak to the nodes.
   *
   * @throws ParameterException when one is behind TLS
   */
  static void requirePlain(ClusterOptions cluster) {
    for (URI node : cluster.nodes()) {
      if (!node.getScheme().equals("http")) {
        throw cluster.usage("--url is " + node + ", but benchmarks speak plain http only");
      }
    }
  }

  private LoadRun plan(long count, long seedOfRun) {
    String cache = cluster.cache().orElse("bench");
    Workload workload = new Workload(cache, mix(), keys, skew, valueSize, batchLines);
    return new LoadRun(
        cluster.nodes(), workload, count, cluster.concurrency(), rate, timeoutMillis, seedOfRun);
  }

  private Mix mix() {
    try {
      return new Mix(read, delete, increment, batch);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
