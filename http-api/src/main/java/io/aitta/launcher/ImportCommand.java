package io.aitta.launcher;

import io.aitta.console.OperatorException;
import io.aitta.console.Terminal;
import io.aitta.transfer.Import;
import io.aitta.transfer.ImportRequest;
import io.aitta.transfer.ImportRequest.Source;
import io.aitta.transfer.ImportRequest.Target;
import io.aitta.transfer.ImportRequest.Ways;
import io.aitta.transfer.Lifetimes;
import io.aitta.transfer.format.Form;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts what a file holds into a cache. */
@Command(
    name = "import",
    description = {
      "Put what 'aitta export' has written into a cache, and report how that went.",
      "",
      "The file is read to its end first: one that is damaged or was cut off changes nothing. A"
          + " cache that is not there is made as the exported one was. Entries of the file take the"
          + " place of those that are there, and others are left alone. ETags are new.",
      ""
    },
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  aitta import users users.aitta",
      "  aitta import users-restored users.ndjson.gz --if-absent",
      "  aitta import users users.aitta --lifetimes remaining --resume"
    })
final class ImportCommand implements LauncherCommand {
  private static final int MOST_CONCURRENCY = 1024;

  @Parameters(index = "0", paramLabel = "CACHE", description = "The cache, by whatever name.")
  String cache;

  @Parameters(index = "1", paramLabel = "FILE", description = "The file.")
  Path file;

  @Mixin NodeUrls nodes = new NodeUrls();

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      defaultValue = "8",
      showDefaultValue = Visibility.NEVER,
      description = "Requests under way at a time (default: ${DEFAULT-VALUE}).")
  int concurrency;

  @Option(
      names = "--format",
      paramLabel = "binary|ndjson",
      description = "What the file looks like inside (default: as its name says).")
  Optional<Form> format;

  @Option(
      names = "--lifetimes",
      paramLabel = "original|remaining",
      defaultValue = "original",
      showDefaultValue = Visibility.NEVER,
      description =
          "Times to live count from the original write, so that what has expired since is left out;"
              + " or go on with what remained at the export (default: ${DEFAULT-VALUE}).")
  Lifetimes lifetimes;

  @Option(names = "--if-absent", description = "Leave entries that are there as they are.")
  boolean ifAbsent;

  @Option(
      names = "--no-config",
      description = "Leave the configuration alone, also where the cache is not there.")
  boolean noConfig;

  @Option(names = "--resume", description = "Go on with an import that was interrupted.")
  boolean resume;

  @Option(
      names = "--state",
      paramLabel = "PATH",
      description = "Where it is noted how far the import is (default: FILE.import).")
  Optional<Path> state;

  private final Terminal terminal;

  ImportCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    nodes.requireIn("--concurrency", concurrency, 1, MOST_CONCURRENCY);
    String name = nodes.cacheNamed(cache, "CACHE");
    Form form = nodes.formOf(file, format);
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw new OperatorException(file + " is no file that can be read; name another");
    }
    ImportRequest request =
        new ImportRequest(
            new Source(file, form),
            new Target(nodes.nodes(), name, concurrency),
            new Ways(lifetimes, ifAbsent, !noConfig, resume, state));
    new Import(request, terminal).run();
    return 0;
  }
}
