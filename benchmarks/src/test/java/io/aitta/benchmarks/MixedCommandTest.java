package io.aitta.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aitta.launcher.LauncherCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ServiceLoader;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

final class MixedCommandTest {
  @TempDir Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private TestingServer server;

  @BeforeEach
  void startServer() throws IOException {
    server = new TestingServer();
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  @Test
  void run_sendsEveryRequestAndReportsIt() throws IOException {
    Path json = directory.resolve("result.json");
    int code =
        run(
            "--requests",
            "3000",
            "--keys",
            "100",
            "--connections",
            "4",
            "--read",
            "0.5",
            "--delete",
            "0.1",
            "--increment",
            "0.1",
            "--batch",
            "0.05",
            "--warm-up",
            "500",
            "--json",
            json.toString(),
            "--pid",
            Long.toString(ProcessHandle.current().pid()));
    assertThat(code).as(err.toString()).isZero();
    assertThat(server.requests()).isEqualTo(3500);
    assertThat(server.entries().values()).isNotEmpty().allMatch(value -> value.length == 100);
    JsonNode result = new ObjectMapper().readTree(json.toFile());
    assertThat(result.at("/latencyMicros/all/count").asLong()).isEqualTo(3000);
    assertThat(result.at("/latencyMicros/get/count").asLong()).isBetween(1300L, 1700L);
    assertThat(result.at("/latencyMicros/delete/count").asLong()).isBetween(200L, 400L);
    assertThat(result.at("/latencyMicros/batch/count").asLong()).isBetween(80L, 230L);
    assertThat(server.counted()).isBetween(230L, 480L);
    assertThat(result.path("throughput").asDouble()).isPositive();
    assertThat(result.path("cpuMicrosPerRequest").asDouble()).isPositive();
    assertThat(result.path("errors")).isEmpty();
    assertThat(out.toString()).contains("3000 requests", "p99.9", "GET", "status 200", "0 errors");
  }

  @Test
  void chunkedAnswers_areRead() {
    server.answerInChunks();
    assertThat(run("--requests", "500", "--connections", "2")).as(err.toString()).isZero();
  }

  @Test
  void unexpectedStatus_isAnErrorThatIsCounted() {
    server.answerOnly(500);
    assertThat(run("--requests", "200", "--connections", "2")).isNotZero();
    assertThat(out.toString()).contains("status 500", "200 errors", "GET was answered 500");
  }

  @Test
  void batchAnsweredWithTooFewLines_isAnErrorThatIsCounted() {
    server.forget();
    assertThat(
            run(
                "--requests",
                "10",
                "--read",
                "0",
                "--delete",
                "0",
                "--increment",
                "0",
                "--batch",
                "1",
                "--batch-lines",
                "6"))
        .isNotZero();
    assertThat(out.toString()).contains("10 errors", "BATCH of 6 lines was answered with 3");
  }

  @Test
  void hitsOfGets_areReported() throws IOException {
    Path json = directory.resolve("result.json");
    String[] reads = {
      "--requests",
      "200",
      "--keys",
      "1",
      "--connections",
      "1",
      "--batch",
      "0",
      "--json",
      json.toString()
    };
    assertThat(run(reads)).isZero();
    assertThat(new ObjectMapper().readTree(json.toFile()).path("hitRatio").asDouble())
        .isGreaterThan(0.5);
    server.forget();
    assertThat(run(reads)).isZero();
    assertThat(out.toString()).contains("GET hits: 0.00 %");
    assertThat(new ObjectMapper().readTree(json.toFile()).path("hitRatio").asDouble()).isZero();
  }

  @Test
  void nobodyThere_isCountedAsErrors() {
    server.close();
    assertThat(run("--requests", "20", "--connections", "2")).isNotZero();
    assertThat(out.toString()).contains("20 errors", "ConnectException");
  }

  @Test
  void rate_spreadsTheRequestsOverTime() {
    long start = System.nanoTime();
    assertThat(run("--requests", "100", "--connections", "4", "--rate", "200")).isZero();
    assertThat((System.nanoTime() - start) / 1e9).isGreaterThan(0.45);
    assertThat(out.toString()).contains("200/s were to start");
  }

  @Test
  void impossibleOptions_areRefused() {
    assertThat(run("--read", "0.9", "--delete", "0.5")).isEqualTo(2);
    assertThat(err.toString()).contains("add up to more than 1");
    assertThat(run("--read", "-0.1")).isEqualTo(2);
    assertThat(server.requests()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--requests 0|--requests is 0, but must be 1",
        "--warm-up -1|--warm-up is -1, but must be 0",
        "--skew 1|--skew is 1.0, but must be 0 to below 1",
        "--rate -5|--rate is -5.0, but must be 0",
        "--keys 0|--keys is 0, but must be 1",
        "--timeout-ms 0|--timeout-ms is 0, but must be 1",
        "--value-size -1|--value-size is -1, but must be 0",
        "--batch-lines 0|--batch-lines is 0, but must be 1",
        "--connections 0|--concurrency is 0, but must be 1 to 1024",
        "--cache a/b|--cache is a/b, but must be a letter",
        "--url https://localhost|benchmarks speak plain http only",
        "--url localhost|--url is localhost, but must be like",
      })
  void optionOutOfItsRange_isNamed(String options, String sentence) {
    assertThat(run(options.split(" "))).isEqualTo(2);
    assertThat(err.toString()).contains(sentence);
    assertThat(server.requests()).isZero();
  }

  @Test
  void resultThatCannotBeWritten_isToldBeforeAnythingIsMeasured() {
    Path nowhere = directory.resolve("none/result.json");
    assertThat(run("--requests", "10", "--json", nowhere.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("the result cannot be written to " + nowhere);
    assertThat(server.requests()).isZero();
  }

  @Test
  void bench_isFoundByTheLauncher() {
    assertThat(ServiceLoader.load(LauncherCommand.class))
        .hasAtLeastOneElementOfType(BenchCommand.class);
  }

  @Test
  void benchAlone_asksForABenchmark() {
    assertThat(execute()).isEqualTo(2);
    assertThat(err.toString()).contains("name a benchmark");
  }

  @Test
  void skewedKeys_areDrawnByTheirPowerLaw() {
    Workload workload = new Workload("c", new Mix(1, 0, 0, 0), 1000, 0.5, 10, 1);
    SplittableRandom random = new SplittableRandom(7);
    long below250 =
        LongStream.generate(() -> workload.nextKey(random))
            .limit(20_000)
            .filter(key -> key < 250)
            .count();
    assertThat(below250 / 20_000.0).isCloseTo(0.5, within(0.02));
  }

  private int run(String... options) {
    String[] arguments = new String[options.length + 3];
    arguments[0] = "mixed";
    arguments[1] = "--url";
    arguments[2] = server.url().toString();
    System.arraycopy(options, 0, arguments, 3, options.length);
    return execute(arguments);
  }

  private int execute(String... arguments) {
    return new CommandLine(new BenchCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
