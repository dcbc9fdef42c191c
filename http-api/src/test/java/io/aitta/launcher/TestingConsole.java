package io.aitta.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.aitta.console.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** Runs commands in this process and keeps what they print. */
final class TestingConsole {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Terminal terminal =
      Terminal.plain(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));

  int run(String... arguments) {
    return Launcher.create(terminal, new NodeJvm(Path.of("no-java"), List.of(), "", "None"))
        .execute(arguments);
  }

  Terminal terminal() {
    return terminal;
  }

  String out() {
    return out.toString(UTF_8);
  }

  String err() {
    return err.toString(UTF_8);
  }
}
