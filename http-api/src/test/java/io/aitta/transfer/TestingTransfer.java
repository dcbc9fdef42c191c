package io.aitta.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.aitta.console.Terminal;
import io.aitta.load.rest.Patience;
import io.aitta.transfer.ImportRequest.Source;
import io.aitta.transfer.ImportRequest.Target;
import io.aitta.transfer.ImportRequest.Ways;
import io.aitta.transfer.format.Form;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Exports and imports of a cache {@code c} that are put together step by step. */
final class TestingTransfer {
  private static final Duration PAUSE = Duration.ofMillis(1);

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final URI node;
  private final Path file;
  private final LongSupplier clock;
  private String cache = "c";
  private Duration patience = Duration.ofSeconds(30);
  private Lifetimes lifetimes = Lifetimes.ORIGINAL;
  private int concurrency = 4;
  private boolean overwrite;
  private boolean resume;
  private boolean ifAbsent;
  private boolean configures = true;
  private Optional<Path> state = Optional.empty();

  TestingTransfer(URI node, Path file, LongSupplier clock) {
    this.node = node;
    this.file = file;
    this.clock = clock;
  }

  TestingTransfer cache(String name) {
    cache = name;
    return this;
  }

  /** Nothing is tried for longer than it takes to try it a few times. */
  TestingTransfer impatient() {
    patience = Duration.ofMillis(20);
    return this;
  }

  TestingTransfer resume() {
    resume = true;
    return this;
  }

  TestingTransfer overwrite() {
    overwrite = true;
    return this;
  }

  TestingTransfer ifAbsent() {
    ifAbsent = true;
    return this;
  }

  TestingTransfer withoutConfig() {
    configures = false;
    return this;
  }

  TestingTransfer lifetimes(Lifetimes wanted) {
    lifetimes = wanted;
    return this;
  }

  TestingTransfer oneAtATime() {
    concurrency = 1;
    return this;
  }

  TestingTransfer state(Path path) {
    state = Optional.of(path);
    return this;
  }

  TestingTransfer export() throws InterruptedException {
    ExportRequest request =
        new ExportRequest(List.of(node), cache, file, form(), overwrite, resume);
    new Export(request, terminal(), patience(), clock).run();
    return this;
  }

  TestingTransfer load() throws InterruptedException {
    ImportRequest request =
        new ImportRequest(
            new Source(file, form()),
            new Target(List.of(node), cache, concurrency),
            new Ways(lifetimes, ifAbsent, configures, resume, state));
    new Import(request, terminal(), patience(), clock).run();
    return this;
  }

  /** What the report says about something. */
  String fact(String name) {
    return out()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + name + " in " + out()))
        .substring(name.length())
        .trim();
  }

  String out() {
    return out.toString(UTF_8);
  }

  String err() {
    return err.toString(UTF_8);
  }

  private Form form() {
    return Form.ofName(file).orElseThrow();
  }

  private Patience patience() {
    return new Patience(patience, PAUSE, PAUSE);
  }

  private Terminal terminal() {
    return Terminal.plain(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
  }
}
