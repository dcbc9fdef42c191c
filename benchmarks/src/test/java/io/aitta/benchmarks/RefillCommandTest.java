package io.aitta.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

final class RefillCommandTest {
  @TempDir Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private TestingServer server;
  private Process victim;

  @BeforeEach
  void startServer() throws IOException {
    server = new TestingServer();
    victim = new ProcessBuilder("sleep", "600").start();
    server.hasNeighbour(victim.toHandle());
  }

  @AfterEach
  void stopServer() {
    victim.destroyForcibly();
    server.close();
  }

  @Test
  void run_killsTheNodeAndReportsWhatWasCopiedMeanwhile() throws IOException {
    Path json = directory.resolve("result.json");
    int code =
        run(
            "--kill",
            Long.toString(victim.pid()),
            "--megabytes",
            "1",
            "--value-size",
            "1000",
            "--rate",
            "200",
            "--connections",
            "2",
            "--warm-up",
            "0",
            "--before",
            "1",
            "--pid",
            Long.toString(ProcessHandle.current().pid()),
            "--json",
            json.toString());
    assertThat(code).as(err.toString()).isZero();
    assertThat(victim.isAlive()).isFalse();
    JsonNode result = new ObjectMapper().readTree(json.toFile());
    assertThat(result.path("keys").asLong()).isEqualTo(1000);
    assertThat(result.path("megabytes").asDouble()).isGreaterThanOrEqualTo(4);
    assertThat(result.path("megabytesPerSecond").asDouble()).isPositive();
    assertThat(result.at("/before/count").asLong()).isBetween(100L, 250L);
    assertThat(result.path("errors").asLong()).isZero();
    assertThat(out.toString())
        .contains("MB copied", "before", "failover", "copying", "200 requests/s");
  }

  @Test
  void clusterThatIsNeverWholeAgain_isToldInASentence() {
    server.forgetCopies();
    int code =
        run(
            "--kill",
            pid(),
            "--megabytes",
            "1",
            "--warm-up",
            "0",
            "--before",
            "1",
            "--timeout",
            "1");
    assertThat(code).isEqualTo(1);
    assertThat(err.toString()).contains("the cluster is not whole after 1 s");
  }

  @Test
  void batchThatIsPutOff_isPutAgain() {
    server.putOff(1);
    int code = run("--kill", pid(), "--megabytes", "1", "--warm-up", "0", "--before", "1");
    assertThat(err.toString()).doesNotContain("cannot be filled");
    assertThat(code).isZero();
  }

  @Test
  void batchThatIsNotTaken_endsTheRunBeforeTheKill() {
    server.forget();
    assertThat(run("--kill", pid(), "--megabytes", "1")).isEqualTo(1);
    assertThat(err.toString()).contains("the cache cannot be filled: a BATCH of");
    assertThat(victim.isAlive()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--megabytes 0|--megabytes is 0, but must be 1",
        "--value-size 0|--value-size is 0, but must be 1",
        "--rate 0|--rate is 0, but must be 1",
        "--read 2|--read is 2.0, but must be 0 to 1",
        "--before 0|--before is 0, but must be 1",
        "--url https://localhost|benchmarks speak plain http only",
      })
  void optionOutOfItsRange_isNamed(String options, String sentence) {
    assertThat(run(("--kill " + pid() + " " + options).split(" "))).isEqualTo(2);
    assertThat(err.toString()).contains(sentence);
    assertThat(victim.isAlive()).isTrue();
  }

  @Test
  void processThatIsNotThere_isRefused() throws InterruptedException {
    victim.destroyForcibly().waitFor();
    assertThat(run("--kill", pid())).isEqualTo(1);
    assertThat(err.toString()).contains("there is no process " + pid());
    assertThat(server.requests()).isZero();
  }

  private String pid() {
    return Long.toString(victim.pid());
  }

  private int run(String... options) {
    String[] arguments = new String[options.length + 3];
    arguments[0] = "refill";
    arguments[1] = "--url";
    arguments[2] = server.url().toString();
    System.arraycopy(options, 0, arguments, 3, options.length);
    return new CommandLine(new BenchCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
