package io.aitta.launcher;

import io.aitta.console.Terminal;
import io.aitta.transfer.Export;
import io.aitta.transfer.ExportRequest;
import io.aitta.transfer.format.Form;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a cache into a file. */
@Command(
    name = "export",
    description = {
      "Write a cache with its configuration into a file, which 'aitta import' reads.",
      "",
      "  *.aitta            blocks of bytes with checksums: small, and damage has a place",
      "  *.ndjson, *.jsonl  a JSON object a line",
      "",
      "A file that ends in .gz is compressed. It is there when it is whole; until then there is"
          + " FILE.part, with which --resume goes on. An entry that is present all along is in the"
          + " file exactly once; of what is written meanwhile some is and some is not.",
      ""
    },
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  aitta export users users.aitta",
      "  aitta export users users.ndjson.gz --url http://10.0.0.1:8080,http://10.0.0.2:8080",
      "  aitta export users users.aitta --resume"
    })
final class ExportCommand implements LauncherCommand {
  @Parameters(index = "0", paramLabel = "CACHE", description = "The cache.")
  String cache;

  @Parameters(index = "1", paramLabel = "FILE", description = "Where to.")
  Path file;

  @Mixin NodeUrls nodes = new NodeUrls();

  @Option(
      names = "--format",
      paramLabel = "binary|ndjson",
      description = "What the file looks like inside (default: as its name says).")
  Optional<Form> format;

  @Option(names = "--resume", description = "Go on with an export that was interrupted.")
  boolean resume;

  @Option(
      names = "--overwrite",
      description = "Replace the file, and throw away what an interrupted export has left.")
  boolean overwrite;

  private final Terminal terminal;

  ExportCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (file.toString().toLowerCase(Locale.ROOT).endsWith(".zst")) {
      throw nodes.usage("FILE is " + file + ", but exports are compressed as .gz only");
    }
    ExportRequest request =
        new ExportRequest(
            nodes.nodes(),
            nodes.cacheNamed(cache, "CACHE"),
            file,
            nodes.formOf(file, format),
            overwrite,
            resume);
    new Export(request, terminal).run();
    return 0;
  }
}
