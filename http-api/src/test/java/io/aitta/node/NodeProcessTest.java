package io.aitta.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.aitta.console.OperatorException;
import io.aitta.join.LastWords;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NodeProcessTest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final LastWords WORDS = new LastWords("the cluster went on without me", 5);

  @TempDir Path directory;
  private final List<URI> ready = new ArrayList<>();
  private final List<String> waiting = new ArrayList<>();
  private final List<LastWords> heard = new ArrayList<>();
  private HttpServer health;
  private volatile int status = 200;
  private Optional<String> waitsBecause = Optional.empty();
  private boolean endsBySignal;

  @BeforeEach
  void startHealth() throws IOException {
    health = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    health.createContext(
        "/health/ready",
        exchange -> {
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    health.start();
  }

  @AfterEach
  void stopHealth() {
    health.stop(0);
  }

  @Test
  void run_nodeBecomesReadyAndEnds_tellsBothAndEndsWithItsCode() throws InterruptedException {
    int code =
        process(
                (config, speaker) -> {
                  speaker.accept(WORDS);
                  return node(false);
                },
                Optional.empty())
            .run(ready::add, waiting::add, heard::add);
    assertThat(ready).containsExactly(URI.create("http://127.0.0.1:" + port()));
    assertThat(heard).containsExactly(WORDS);
    assertThat(code).isEqualTo(5);
    assertThat(directory.resolve("n.pid")).hasContent(Long.toString(ProcessHandle.current().pid()));
  }

  @Test
  void run_nodeEndsBeforeItIsReady_neverSaysReady() throws InterruptedException {
    status = 503;
    int code =
        process(
                (config, speaker) -> {
                  speaker.accept(WORDS);
                  return node(true);
                },
                Optional.empty())
            .run(ready::add, waiting::add, heard::add);
    assertThat(ready).isEmpty();
    assertThat(code).isEqualTo(5);
  }

  @Test
  void run_nodeEndsWithoutAWord_pointsToTheLog() {
    NodeProcess process = process((config, speaker) -> node(true), Optional.empty());
    assertThatThrownBy(() -> process.run(ready::add, waiting::add, heard::add))
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("n.log");
  }

  @Test
  void run_signalEndsTheNode_isNoError() throws InterruptedException {
    endsBySignal = true;

    int code =
        process((config, speaker) -> node(false), Optional.empty())
            .run(ready::add, waiting::add, heard::add);

    assertThat(code).isZero();
    assertThat(heard).isEmpty();
  }

  @Test
  void run_notReadyInTime_isGivenUp() {
    status = 503;
    NodeSetup setup = setup(0, Optional.empty());
    NodeProcess process =
        new NodeProcess(setup, (config, speaker) -> node(false), Duration.ofSeconds(1), false);
    assertThatThrownBy(() -> process.run(ready::add, waiting::add, heard::add))
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("n was not ready within 1 s; its log says why");
    assertThat(waiting).isEmpty();
  }

  @Test
  void run_memberNotReadyInTime_saysOnceForWhatItWaitsAndGoesOn() throws InterruptedException {
    status = 503;
    waitsBecause = Optional.of("2 of 3 voters are missing: start them");
    NodeProcess process =
        new NodeProcess(
            setup(0, Optional.empty()),
            (config, speaker) -> node(false),
            Duration.ofMillis(100),
            false);
    endsBySignal = true;
    process.run(
        ready::add,
        sentence -> {
          waiting.add(sentence);
          status = 200;
        },
        heard::add);
    assertThat(ready).hasSize(1);
    assertThat(waiting)
        .singleElement()
        .asString()
        .contains("n was not ready within 0 s and goes on waiting: 2 of 3 voters", "n.log");
  }

  @Test
  void run_memberNotReadyInTimeUnderALauncher_isGivenUp() {
    status = 503;
    waitsBecause = Optional.of("2 of 3 voters are missing: start them");
    NodeProcess process =
        new NodeProcess(
            setup(0, Optional.empty()),
            (config, speaker) -> node(false),
            Duration.ofMillis(100),
            true);
    assertThatThrownBy(() -> process.run(ready::add, NodeProcessTest::mustNotWait, heard::add))
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("n was not ready within");
  }

  @Test
  void run_nodeCannotStart_saysWhyInASentence() {
    NodeProcess process =
        process(
            (config, speaker) -> {
              throw new IllegalArgumentException("the seed \"x\" is not host:port");
            },
            Optional.empty());
    assertThatThrownBy(() -> process.run(ready::add, waiting::add, heard::add))
        .isInstanceOf(OperatorException.class)
        .hasMessage("the seed \"x\" is not host:port");
  }

  @Test
  void run_journalThatIsNotKept_startsNothing() {
    NodeProcess process =
        process(
            (config, speaker) -> {
              throw new AssertionError("started");
            },
            Optional.of("jdbc:mysql://db/aitta?password=sesame"));
    assertThatThrownBy(() -> process.run(ready::add, waiting::add, heard::add))
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("keeps its journal in PostgreSQL only")
        .hasMessageNotContaining("sesame");
    assertThat(directory.resolve("n.pid")).doesNotExist();
  }

  @Test
  void run_whatIsKnownToBeWrong_keepsItsSentenceAndCode() {
    NodeProcess process =
        process(
            (config, speaker) -> {
              throw new OperatorException("port 1 is taken", LastWords.PORT_IN_USE);
            },
            Optional.empty());
    assertThatThrownBy(() -> process.run(ready::add, waiting::add, heard::add))
        .hasMessage("port 1 is taken")
        .extracting(failure -> ((OperatorException) failure).exitCode())
        .isEqualTo(LastWords.PORT_IN_USE);
  }

  @Test
  void run_hostOfAnotherMachine_isAMatterOfTheConfiguration() {
    NodeSetup elsewhere =
        new NodeSetup(
            "n",
            Optional.of("192.0.2.1"),
            Optional.empty(),
            Optional.of(0),
            Optional.of(4711),
            List.of(),
            directory,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    NodeProcess process =
        new NodeProcess(elsewhere, (config, speaker) -> node(false), Duration.ofSeconds(30), false);
    assertThatThrownBy(() -> process.run(ready::add, waiting::add, heard::add))
        .hasMessageContaining("192.0.2.1 is no address of this machine")
        .extracting(failure -> ((OperatorException) failure).exitCode())
        .isEqualTo(LastWords.CONFIGURATION);
  }

  @Test
  void run_portTaken_isRefusedWithTheOption() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      NodeSetup setup = setup(taken.getLocalPort(), Optional.empty());
      NodeProcess process =
          new NodeProcess(setup, (config, speaker) -> node(false), PATIENCE, false);
      assertThatThrownBy(() -> process.run(ready::add, waiting::add, heard::add))
          .isInstanceOf(OperatorException.class)
          .hasMessageContaining("port " + taken.getLocalPort())
          .hasMessageContaining("--http-port");
    }
  }

  @Test
  void pidFile_ofALivingProcess_isRespectedAndOfADeadOneReplaced() throws Exception {
    Path path = directory.resolve("x.pid");
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                TestingSleeper.class.getName())
            .start();
    try {
      Files.writeString(path, other.pid() + "\n");
      assertThatThrownBy(() -> new PidFile(path).claim())
          .isInstanceOf(OperatorException.class)
          .hasMessageContaining("process " + other.pid() + " still runs");
    } finally {
      other.destroyForcibly().waitFor();
    }
    new PidFile(path).claim();
    assertThat(path).hasContent(Long.toString(ProcessHandle.current().pid()));
  }

  @Test
  void pidFile_whoseNumberWasGivenToALaterProcess_isReplaced() throws Exception {
    Path path = directory.resolve("x.pid");
    Process stranger =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                TestingSleeper.class.getName())
            .start();
    try {
      Files.writeString(path, stranger.pid() + "\n");
      Instant before = stranger.info().startInstant().orElseThrow().minusSeconds(60);
      Files.setLastModifiedTime(path, FileTime.from(before));

      assertThat(new PidFile(path).owner()).isEmpty();
      new PidFile(path).claim();
    } finally {
      stranger.destroyForcibly().waitFor();
    }
    assertThat(path).hasContent(Long.toString(ProcessHandle.current().pid()));
  }

  @Test
  void pidFile_ofASuccessor_stays() throws IOException {
    Path path = Files.writeString(directory.resolve("x.pid"), "12\n");
    assertThat(new PidFile(path).removeIf(11)).isTrue();
    assertThat(path).exists();
    assertThat(new PidFile(path).removeIf(12)).isTrue();
    assertThat(path).doesNotExist();
  }

  private NodeProcess process(NodeStarter starter, Optional<String> journal) {
    return new NodeProcess(setup(0, journal), starter, PATIENCE, false);
  }

  private NodeSetup setup(int httpPort, Optional<String> journal) {
    return new NodeSetup(
        "n",
        Optional.of("127.0.0.1"),
        Optional.empty(),
        Optional.of(httpPort),
        Optional.of(0),
        List.of(),
        directory,
        journal,
        Optional.empty(),
        Optional.empty());
  }

  private static void mustNotWait(String sentence) {
    throw new AssertionError(sentence);
  }

  private int port() {
    return health.getAddress().getPort();
  }

  /** A node that is reached at the health server, and has ended or ends as soon as awaited. */
  private RunningNode node(boolean ended) {
    if (ended) {
      status = 503;
    }
    return new RunningNode() {
      @Override
      public int httpPort() {
        return port();
      }

      @Override
      public boolean isReady() {
        return true;
      }

      @Override
      public Optional<String> waitsBecause() {
        return waitsBecause;
      }

      @Override
      public boolean hasEnded() {
        return ended;
      }

      @Override
      public boolean endsBySignal() {
        return endsBySignal;
      }

      @Override
      public void awaitEnd() {}
    };
  }
}
