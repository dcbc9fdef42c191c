package io.aitta.multijvm.campaign.damage;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code multi-jvm-tests/campaign damage}: damages what nodes keep and starts nodes on it. */
@Command(
    name = "campaign damage",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    showDefaultValues = true,
    description = {
      "Damages the files that a node keeps, again and again, starts a node on them, and reads every",
      "key through REST. Exit code 0: each node served what was written, or said what is the",
      "matter. 1: see the lines printed."
    })
public final class DamageCommand implements Callable<Integer> {
  @Option(names = "--count", description = "How many times.")
  private int count = 1000;

  @Option(
      names = "--only",
      paramLabel = "TEXT",
      description = "Only damage with this in its name: ${COMPLETION-CANDIDATES}.",
      completionCandidates = DamageNames.class)
  private String only = "";

  @Option(names = "--each", description = "How many times on what one node has written.")
  private int each = 100;

  @Option(names = "--parallel", description = "How many nodes at a time, all in this process.")
  private int parallel = 4;

  @Option(names = "--seed", description = "Of what is written and of the damage.")
  private long seed = System.nanoTime() & 0xffff_ffffL;

  @Option(names = "--minutes", description = "After so many none is begun any more.")
  private int minutes = 24 * 60;

  @Option(names = "--out", description = "For the nodes' files, which are deleted.")
  private Path out = Path.of("target", "damage");

  /** Runs the command. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new DamageCommand()).execute(arguments));
  }

  @Override
  public Integer call() {
    DamagePlan plan =
        new DamagePlan(only, count, each, parallel, seed, Duration.ofMinutes(minutes), out);
    DamageReport report = DamageCampaign.run(plan, DamageCommand::say);
    report.table().forEach(System.out::println);
    return report.faults().isEmpty() ? 0 : 1;
  }

  private static void say(String line) {
    System.out.println(
        LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS) + " " + line);
  }

  /** For the help. */
  static final class DamageNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Stream.of(NodeDamage.values()).map(Enum::name).iterator();
    }
  }
}
