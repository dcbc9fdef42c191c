package io.aitta.launcher;

import io.aitta.console.OperatorException;
import io.aitta.console.Terminal;
import io.aitta.load.Load;
import io.aitta.load.LoadRequest;
import io.aitta.load.LoadRequest.Format;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts real data into a cluster. */
@Command(
    name = "load",
    description = {
      "Load a file or a directory through REST, or replay a trace, and report how that went.",
      "",
      "  *.lis              a trace, a line 'start_block n_blocks ignore sequence':",
      "                     GET each key, PUT it after a miss; reports the hit ratio",
      "  *.csv, *.tsv       a table with a header",
      "  *.ndjson, *.jsonl  operations, JSON objects as the batch endpoint takes them",
      "  a directory        every file an entry, its path the key",
      "",
      "Files that end in .zst or .gz are unpacked on the way. Lines that cannot be used are reported"
          + " with their numbers, counted, and left out.",
      ""
    },
    sortOptions = false,
    footer = {"", "Example:", "  aitta load OLTP.lis.zst --cache oltp --max-entries 2000 --fresh"})
final class LoadCommand implements LauncherCommand {
  private static final int MOST_CONCURRENCY = 1024;
  private static final int MOST_VALUE_SIZE = 64 << 20;

  @Parameters(paramLabel = "FILE|DIR", description = "What to load.")
  Path source;

  @Option(
      names = "--url",
      paramLabel = "URL",
      split = ",",
      defaultValue = "http://127.0.0.1:8080",
      description =
          "A node, several with commas or repeated; asked in turn (default: "
              + "${DEFAULT-VALUE}).")
  List<URI> nodes;

  @Option(
      names = "--cache",
      paramLabel = "NAME",
      description = "The cache to load into (default: the file's name up to the first dot).")
  Optional<String> cache;

  @Option(
      names = "--format",
      paramLabel = "trace|csv|ndjson",
      description = "What is in the file (default: as its name says).")
  Optional<Format> format;

  @Option(
      names = "--max-entries",
      paramLabel = "N",
      description = "Configure the cache with this limit before.")
  Optional<Long> maxEntries;

  @Option(names = "--fresh", description = "Drop the cache before.")
  boolean fresh;

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      defaultValue = "8",
      description = "Requests under way at a time (default: ${DEFAULT-VALUE}).")
  int concurrency;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Stop after this many requests or entries.")
  Optional<Long> limit;

  @Option(
      names = "--value-size",
      paramLabel = "BYTES",
      defaultValue = "100",
      description = "Size of the values that a replay writes (default: ${DEFAULT-VALUE}).")
  int valueSize;

  @Option(
      names = "--key-column",
      paramLabel = "NAME",
      description = "The column of a table that holds the keys (default: the first).")
  Optional<String> keyColumn;

  @Option(
      names = "--value-column",
      paramLabel = "NAME",
      description =
          "The column that holds the values (default: the other of two, or the whole row"
              + " as a JSON object).")
  Optional<String> valueColumn;

  @Option(names = "--strict", description = "Stop at the first line that cannot be used.")
  boolean strict;

  @Spec CommandSpec spec;

  private final Terminal terminal;

  LoadCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    new Load(request(), terminal).run();
    return 0;
  }

  private LoadRequest request() {
    requireIn("--concurrency", concurrency, 1, MOST_CONCURRENCY);
    requireIn("--value-size", valueSize, 0, MOST_VALUE_SIZE);
    limit.ifPresent(value -> requireIn("--limit", value, 1, Long.MAX_VALUE));
    maxEntries.ifPresent(value -> requireIn("--max-entries", value, 1, Long.MAX_VALUE));
    nodes.forEach(this::requireHttp);
    if (!Files.isReadable(source)) {
      throw new OperatorException(source + " is not there or cannot be read; name another file");
    }
    return new LoadRequest(
        source,
        Files.isDirectory(source) ? Format.DIRECTORY : format.orElseGet(this::formatOfName),
        nodes,
        cache.orElseGet(this::cacheOfName),
        maxEntries.map(OptionalLong::of).orElseGet(OptionalLong::empty),
        fresh,
        concurrency,
        limit.orElse(Long.MAX_VALUE),
        valueSize,
        keyColumn,
        valueColumn,
        strict);
  }

  private Format formatOfName() {
    String name = fileName().toLowerCase(Locale.ROOT).replaceFirst("\\.(zst|gz)$", "");
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "lis" -> Format.TRACE;
      case "csv", "tsv" -> Format.CSV;
      case "ndjson", "jsonl" -> Format.NDJSON;
      default ->
          throw usage(
              "the name " + fileName() + " does not say what is in it; say it with --format");
    };
  }

  /** A name that a cache may have, made from the file's. */
  private String cacheOfName() {
    String name = fileName().replaceFirst("\\..*$", "").replaceAll("[^A-Za-z0-9._-]", "-");
    String begun = name.replaceFirst("^[^A-Za-z0-9]+", "");
    return begun.isEmpty() ? "load" : begun.substring(0, Math.min(63, begun.length()));
  }

  private String fileName() {
    return source.toAbsolutePath().normalize().getFileName().toString();
  }

  private void requireHttp(URI node) {
    if (node.getHost() == null || !String.valueOf(node.getScheme()).matches("https?")) {
      throw usage("--url is " + node + ", but must be like http://127.0.0.1:8080");
    }
  }

  private void requireIn(String option, long value, long least, long most) {
    if (value < least || value > most) {
      throw usage("%s is %d, but must be %d to %d".formatted(option, value, least, most));
    }
  }

  private ParameterException usage(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }
}
