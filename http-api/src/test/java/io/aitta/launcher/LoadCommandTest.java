package io.aitta.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.load.TestingCacheServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line of a load: what reaches it, and what the process ends with. */
final class LoadCommandTest {
  private final TestingConsole console = new TestingConsole();
  @TempDir Path directory;
  private TestingCacheServer server;

  @BeforeEach
  void startServer() throws IOException {
    server = new TestingCacheServer();
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  @Test
  void everyEntryLoaded_endsWith0() throws IOException {
    assertThat(load("id,v\n1,x\n")).isZero();
    assertThat(console.err()).isEmpty();
    assertThat(console.out()).startsWith("loaded ").contains("entries      1", "into cache c");
  }

  @Test
  void badLine_endsWith1AndOneSentenceUnlessLenient() throws IOException {
    assertThat(load("id,v\n1,x\n2\n")).isEqualTo(1);
    assertThat(console.err().lines().filter(line -> line.startsWith("aitta: "))).hasSize(1);
    assertThat(load("id,v\n1,x\n2\n", "--lenient")).isZero();
  }

  @Test
  void refusedEntry_endsWith1EvenWhereLenient() throws IOException {
    assertThat(load("id,v\nrefused,x\n", "--lenient")).isEqualTo(1);
    assertThat(console.err()).contains("aitta: not all of ", "1 refused");
  }

  @Test
  void strict_endsWith1AtTheFirstBadLine() throws IOException {
    assertThat(load("id,v\n1\n", "--strict")).isEqualTo(1);
    assertThat(console.err()).contains("line 2: 1 columns").contains("--strict");
  }

  @Test
  void optionsOfATable_reachTheReader() throws IOException {
    assertThat(load("v;id\nx;1\n", "--separator", ";", "--key-column", "id")).isZero();
    assertThat(server.entries()).containsOnlyKeys("1");
  }

  private int load(String table, String... options) throws IOException {
    Path file = Files.writeString(directory.resolve("c.csv"), table);
    String[] arguments = new String[options.length + 4];
    System.arraycopy(options, 0, arguments, 4, options.length);
    arguments[0] = "load";
    arguments[1] = file.toString();
    arguments[2] = "--url";
    arguments[3] = server.address().toString();
    return console.run(arguments);
  }
}
