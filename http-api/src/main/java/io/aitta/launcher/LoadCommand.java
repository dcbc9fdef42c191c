package io.aitta.launcher;

import io.aitta.console.OperatorException;
import io.aitta.console.Terminal;
import io.aitta.load.Load;
import io.aitta.load.LoadRequest;
import io.aitta.load.LoadRequest.Format;
import io.aitta.load.LoadRequest.Source;
import io.aitta.load.LoadRequest.Target;
import io.aitta.load.Tolerance;
import io.aitta.load.source.Table;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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
      "  a directory        every file an entry, its path the key; links out of it are skipped",
      "",
      "Files that end in .zst or .gz are unpacked on the way. Lines that cannot be used are reported"
          + " with their numbers, counted, and left out; the load fails at its end if there were"
          + " any, or if the cluster has refused or not answered something.",
      ""
    },
    sortOptions = false,
    footer = {"", "Example:", "  aitta load OLTP.lis.zst --cache oltp --max-entries 2000 --fresh"})
final class LoadCommand implements LauncherCommand {
  private static final int MOST_VALUE_SIZE = 64 << 20;

  @Parameters(paramLabel = "FILE|DIR", description = "What to load.")
  Path source;

  @Mixin ClusterOptions cluster = new ClusterOptions(8);

  @Option(
      names = "--format",
      paramLabel = "trace|csv|ndjson",
      description = "What is in the file (default: as its name says).")
  Optional<Format> format;

  @Option(
      names = "--max-entries",
      paramLabel = "N",
      description = "Limit the cache before, and leave its other settings as they are.")
  Optional<Long> maxEntries;

  @Option(names = "--fresh", description = "Drop the cache with its settings before.")
  boolean fresh;

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

  @Option(
      names = "--separator",
      paramLabel = "C",
      description =
          "What stands between columns of a table (default: a comma, a tab in *.tsv). With a tab,"
              + " quotes mean nothing.")
  Optional<Character> separator;

  @ArgGroup Tolerated tolerated = new Tolerated();

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
    cluster.requireIn("--value-size", valueSize, 0, MOST_VALUE_SIZE);
    Target target = target();
    int concurrency = cluster.concurrency();
    return new LoadRequest(source(), target, concurrency, valueSize, tolerated.tolerance());
  }

  private Target target() {
    maxEntries.ifPresent(value -> cluster.requireIn("--max-entries", value, 1, Long.MAX_VALUE));
    return new Target(
        cluster.nodes(),
        cluster.cache().orElseGet(this::cacheOfName),
        maxEntries.map(OptionalLong::of).orElseGet(OptionalLong::empty),
        fresh);
  }

  private Source source() {
    limit.ifPresent(value -> cluster.requireIn("--limit", value, 1, Long.MAX_VALUE));
    if (!Files.isReadable(source)) {
      throw new OperatorException(source + " is not there or cannot be read; name another file");
    }
    return new Source(
        source,
        Files.isDirectory(source) ? Format.DIRECTORY : formatOfFile(),
        limit.orElse(Long.MAX_VALUE),
        new Table(separator, keyColumn, valueColumn));
  }

  private Format formatOfFile() {
    Format said = format.orElseGet(this::formatOfName);
    if (said == Format.DIRECTORY) {
      throw cluster.usage("--format is directory, but " + source + " is a file");
    }
    return said;
  }

  private Format formatOfName() {
    String name = fileName().toLowerCase(Locale.ROOT).replaceFirst("\\.(zst|gz)$", "");
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "lis" -> Format.TRACE;
      case "csv", "tsv" -> Format.CSV;
      case "ndjson", "jsonl" -> Format.NDJSON;
      default ->
          throw cluster.usage(
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
    Path name = source.toAbsolutePath().normalize().getFileName();
    return name == null ? "" : name.toString();
  }

  /** What is made of lines that cannot be used. */
  static final class Tolerated {
    @Option(
        names = "--strict",
        description = "Stop at the first line that cannot be used, or entry that is refused.")
    boolean strict;

    @Option(
        names = "--lenient",
        description = "Lines that cannot be used, and are left out, are no failure.")
    boolean lenient;

    Tolerance tolerance() {
      return strict ? Tolerance.STRICT : lenient ? Tolerance.LENIENT : Tolerance.USUAL;
    }
  }
}
