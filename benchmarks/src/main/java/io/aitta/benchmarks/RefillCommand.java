package io.aitta.benchmarks;

import io.aitta.console.OperatorException;
import io.aitta.launcher.ClusterOptions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code aitta bench refill}: how fast copies are made anew, and what requests feel of it. */
@Command(
    name = "refill",
    sortOptions = false,
    showDefaultValues = true,
    description = {
      "Fill a cluster, send GET and PUT at a fixed rate, kill a node, and report how fast the"
          + " others make the copies anew that it had, and the latency of requests before and"
          + " meanwhile, from the times they were meant to start.",
      "--url names the nodes that stay. Each needs memory for its part:"
          + " AITTA_JAVA_OPTS=-Xmx2g gives those of 'aitta up' more.",
      ""
    },
    footer = {
      "",
      "Example, on a cluster of three:",
      "  aitta bench refill --url http://127.0.0.1:8080,http://127.0.0.1:8081 \\",
      "    --kill $(cat .aitta/node-3.pid) --pid $(cat .aitta/node-[12].pid | paste -sd,)"
    })
final class RefillCommand implements Callable<Integer> {
  private static final int MOST_VALUE_SIZE = 8 << 20;
  private static final int MEGABYTE = 1_000_000;
  private static final int TIMEOUT_MILLIS = 30_000;

  @Mixin ClusterOptions cluster = new ClusterOptions(16);

  @Option(
      names = "--kill",
      paramLabel = "PID",
      required = true,
      description = "The process of the node that is killed.")
  long victim;

  @Option(
      names = "--megabytes",
      paramLabel = "N",
      defaultValue = "256",
      description = "Values to fill the cluster with, each counted once.")
  long megabytes;

  @Option(
      names = "--value-size",
      paramLabel = "BYTES",
      defaultValue = "1024",
      description = "Bytes of a value.")
  int valueSize;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "500",
      description = "Requests a second.")
  int rate;

  @Option(
      names = "--read",
      paramLabel = "SHARE",
      defaultValue = "0.8",
      description = "Share of GET; the rest is PUT.")
  double read;

  @Option(
      names = "--warm-up",
      paramLabel = "SECONDS",
      defaultValue = "10",
      description = "For how long requests do not count.")
  int warmUp;

  @Option(
      names = "--before",
      paramLabel = "SECONDS",
      defaultValue = "20",
      description = "For how long they count before the kill.")
  int before;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "300",
      description = "How long the cluster may take to be whole again.")
  int timeout;

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
      description = "The process of a node that stays, to report processor time; Linux only.")
  List<Long> pids = List.of();

  @Option(names = "--json", paramLabel = "FILE", description = "Write the result as JSON too.")
  Optional<Path> json;

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    requireRanges();
    json.ifPresent(RunReport::requireWritable);
    PrintWriter err = spec.commandLine().getErr();
    RefillReport report = plan().measure(err::println);
    PrintWriter out = spec.commandLine().getOut();
    out.print(report.text());
    out.flush();
    json.ifPresent(report::writeJson);
    return 0;
  }

  private void requireRanges() {
    cluster.requireIn("--megabytes", megabytes, 1, 1_000_000);
    cluster.requireIn("--value-size", valueSize, 1, MOST_VALUE_SIZE);
    cluster.requireIn("--rate", rate, 1, MEGABYTE);
    cluster.requireIn("--warm-up", warmUp, 0, 3600);
    cluster.requireIn("--before", before, 1, 3600);
    cluster.requireIn("--timeout", timeout, 1, 86_400);
    if (!(read >= 0 && read <= 1)) {
      throw cluster.usage("--read is %s, but must be 0 to 1".formatted(read));
    }
    MixedCommand.requirePlain(cluster);
  }

  private Refill plan() {
    String cache = cluster.cache().orElse("bench");
    long keys = Math.max(1, megabytes * MEGABYTE / valueSize);
    Workload workload = new Workload(cache, new Mix(read, 0, 0, 0), keys, 0, valueSize, 1);
    LoadRun run =
        new LoadRun(
            cluster.nodes(),
            workload,
            Long.MAX_VALUE,
            cluster.concurrency(),
            rate,
            TIMEOUT_MILLIS,
            seed);
    return new Refill(
        run,
        process(),
        Duration.ofSeconds(warmUp),
        Duration.ofSeconds(before),
        Duration.ofSeconds(timeout),
        new CpuClock(Path.of("/proc"), pids));
  }

  private ProcessHandle process() {
    return ProcessHandle.of(victim)
        .orElseThrow(
            () ->
                new OperatorException(
                    "there is no process %d here; give the pid of a node on this machine"
                        .formatted(victim)));
  }
}
