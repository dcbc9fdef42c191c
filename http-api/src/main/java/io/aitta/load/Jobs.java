package io.aitta.load;

import io.aitta.console.OperatorException;
import io.aitta.load.LoadRequest.Format;
import io.aitta.load.LoadRequest.Source;
import io.aitta.load.source.CsvReader;
import io.aitta.load.source.FileTree;
import io.aitta.load.source.InputFile;
import io.aitta.load.source.NdjsonReader;
import io.aitta.load.source.TraceReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/** Opens sources, and looks at their beginnings before anything is done with a cluster. */
final class Jobs {
  private Jobs() {}

  /**
   * The job that a request describes.
   *
   * @throws OperatorException when the source is not what it is said to be
   * @throws IOException when it cannot be read
   */
  static Job open(LoadRequest request, Undone undone) throws IOException, InterruptedException {
    if (request.source().format() == Format.DIRECTORY) {
      return new DirectoryUpload(new FileTree(request.source().path()), undone);
    }
    InputFile file = InputFile.open(request.source().path());
    try {
      return of(file, request, undone);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private static Job of(InputFile file, LoadRequest request, Undone undone) throws IOException {
    requireReadable(file.content());
    Source source = request.source();
    return switch (source.format()) {
      case TRACE ->
          new Replay(file, new TraceReader(file.content(), undone), request.valueSize(), undone);
      case NDJSON -> new BatchUpload(file, new NdjsonReader(file.content(), undone), undone);
      case CSV ->
          new BatchUpload(
              file,
              new CsvReader(file.content(), usualSeparator(source), source.table(), undone),
              undone);
      case DIRECTORY -> throw new IllegalArgumentException("a file is no directory");
    };
  }

  /** Reads, and takes back, the first byte: a file that is packed otherwise than it says fails. */
  private static void requireReadable(InputStream content) throws IOException {
    content.mark(1);
    content.read();
    content.reset();
  }

  private static char usualSeparator(Source source) {
    String name = InputFile.nameUnpacked(source.path()).toLowerCase(Locale.ROOT);
    return name.endsWith(".tsv") ? '\t' : ',';
  }
}
