package io.aitta.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.aitta.console.Terminal;
import io.aitta.load.LoadRequest.Format;
import io.aitta.load.LoadRequest.Source;
import io.aitta.load.LoadRequest.Target;
import io.aitta.load.rest.Patience;
import io.aitta.load.source.Table;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A load into cache {@code c} that is put together step by step, and what it prints. */
final class TestingLoad {
  private static final Duration PAUSE = Duration.ofMillis(1);

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Path path;
  private final Format format;
  private List<URI> nodes;
  private OptionalLong maxEntries = OptionalLong.empty();
  private boolean fresh;
  private Table table = new Table(Optional.empty(), Optional.empty(), Optional.empty());
  private Tolerance tolerance = Tolerance.USUAL;
  private long limit = Long.MAX_VALUE;
  private Duration patience = Duration.ofSeconds(30);

  TestingLoad(Path path, Format format, URI... nodes) {
    this.path = path;
    this.format = format;
    this.nodes = List.of(nodes);
  }

  TestingLoad maxEntries(long limit) {
    maxEntries = OptionalLong.of(limit);
    return this;
  }

  TestingLoad fresh() {
    fresh = true;
    return this;
  }

  TestingLoad columns(String key, String value) {
    table = new Table(table.separator(), Optional.of(key), Optional.of(value));
    return this;
  }

  TestingLoad separator(char separator) {
    table = new Table(Optional.of(separator), table.keyColumn(), table.valueColumn());
    return this;
  }

  TestingLoad tolerance(Tolerance wanted) {
    tolerance = wanted;
    return this;
  }

  TestingLoad limit(long most) {
    limit = most;
    return this;
  }

  /** Nothing is tried twice. */
  TestingLoad impatient() {
    return patience(Duration.ZERO);
  }

  TestingLoad patience(Duration wanted) {
    patience = wanted;
    return this;
  }

  TestingLoad run() throws InterruptedException {
    LoadRequest request =
        new LoadRequest(
            new Source(path, format, limit, table),
            new Target(nodes, "c", maxEntries, fresh),
            4,
            100,
            tolerance);
    new Load(request, terminal(), new Patience(patience, PAUSE, PAUSE)).run();
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

  private Terminal terminal() {
    return Terminal.plain(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
  }
}
