package io.aitta.multijvm.campaign;

import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code multi-jvm-tests/campaign}: runs one campaign and prints and writes its report. */
@Command(
    name = "campaign",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    showDefaultValues = true,
    description = {
      "Breaks a cluster of real JVMs on this machine, again and again, while clients write to it,",
      "and tells whether an acknowledged write was lost or anything was not linearizable.",
      "Exit code 0: neither. 1: see the report."
    },
    footer = {
      "",
      "cuts gives each node a network namespace: it needs Linux, root, and ip and tc (Debian:",
      "apt-get install iproute2). clocks sets the clocks that nodes see: it needs libfaketime",
      "(Debian: apt-get install faketime). pairs does both, and needs all of that. disks mounts a",
      "small file system for each node: it needs Linux and root, and --persistence sync.",
      "",
      "campaign damage damages what nodes keep instead, and has options of its own."
    })
public final class CampaignCommand implements Callable<Integer> {
  @Parameters(description = "What is done to the nodes: ${COMPLETION-CANDIDATES}.")
  private Scenario scenario;

  @Option(names = "--count", description = "How many faults, one after the other.")
  private int count = 10;

  @Option(
      names = "--only",
      paramLabel = "TEXT",
      description = "Only faults with this in their names, such as 'cut link'.")
  private String only = "";

  @Option(
      names = "--writes",
      description = "How many writes must be acknowledged before the end, after the last fault.")
  private long writes;

  @Option(names = "--clients", description = "How many clients call without a pause.")
  private int clients = 6;

  @Option(names = "--seed", description = "Of the choice of nodes, keys and pauses.")
  private long seed = System.nanoTime() & 0xffff_ffffL;

  @Option(
      names = "--persistence",
      description = "How the clients' caches are kept: ${COMPLETION-CANDIDATES}.")
  private Persistence persistence = Persistence.NONE;

  @Option(
      names = "--set",
      paramLabel = "HOCON",
      description = "A setting of all nodes, such as aitta.replication.copies=1, which must lose.")
  private List<String> settings = List.of();

  @Option(names = "--out", description = "Where the history and the report go.")
  private Path out = Path.of("target", "campaigns");

  /** Runs the command. */
  public static void main(String[] arguments) {
    CommandLine command = new CommandLine(new CampaignCommand());
    System.exit(command.setCaseInsensitiveEnumValuesAllowed(true).execute(arguments));
  }

  @Override
  public Integer call() {
    Plan plan =
        new Plan(
            scenario,
            only,
            count,
            writes,
            clients,
            seed,
            persistence,
            String.join("\n", settings),
            out);
    Report report = Campaign.run(plan, CampaignCommand::say);
    Path file = out.resolve(plan.fileName() + ".json");
    report.write(file);
    System.out.print(ReportTable.of(report));
    say("the report is in " + file);
    return report.isClean() ? 0 : 1;
  }

  private static void say(String line) {
    System.out.println(
        LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS) + " " + line);
  }
}
