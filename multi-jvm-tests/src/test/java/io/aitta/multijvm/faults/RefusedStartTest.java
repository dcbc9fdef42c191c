package io.aitta.multijvm.faults;

import static io.aitta.join.LastWords.CANNOT_JOIN;
import static io.aitta.join.LastWords.CONFIGURATION;
import static io.aitta.join.LastWords.PORT_IN_USE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aitta.multijvm.http.Api;
import io.aitta.multijvm.process.AittaScript;
import io.aitta.multijvm.process.FreePorts;
import io.aitta.multijvm.process.JvmCluster;
import io.aitta.multijvm.process.JvmNode;
import io.aitta.multijvm.process.SharedCluster;
import io.aitta.multijvm.process.TestProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A node that cannot start says in a sentence why not, and ends with a failure, in seconds. */
@SharedCluster
final class RefusedStartTest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String INTERNALS = "(?s).*(\\n\\s+at [\\w.$]+\\(|Exception in thread).*";

  @TempDir Path directory;

  @Test
  void takenHttpPort_isNamed() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      assertRefused(PORT_IN_USE, List.of("--http-port", port, "--cluster-port", freePort()), port);
    }
  }

  @Test
  void takenClusterPort_isNamed() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      assertRefused(PORT_IN_USE, List.of("--http-port", freePort(), "--cluster-port", port), port);
    }
  }

  @Test
  void seedWhereNobodyAnswers_isNamed() throws IOException {
    String seed = "127.0.0.1:" + freePort();
    assertRefused(CANNOT_JOIN, impatient("--seeds", seed), seed);
  }

  @Test
  void seedThatIsAnHttpPort_isNamed(JvmCluster cluster) throws IOException {
    String seed = "127.0.0.1:" + cluster.node(0).httpPort();
    assertRefused(CANNOT_JOIN, impatient("--seeds", seed), seed);
    assertServes(cluster);
  }

  @ParameterizedTest
  @CsvSource({"nonsense", "127.0.0.1:", "127.0.0.1:99999", "127.0.0.1:port"})
  void seedThatIsNoAddress_isNamed(String seed) {
    assertRefused(CONFIGURATION, with("--seeds", seed), seed);
  }

  @ParameterizedTest
  @CsvSource({"aitta.partitions, 32, 64", "aitta.replication.copies, 3, 2"})
  void settingThatDiffersFromTheClusters_isNamed(
      String key, int here, int there, JvmCluster cluster) throws IOException {
    String seed = "127.0.0.1:" + cluster.node(0).clusterPort();
    Path conf = conf("aitta.cluster.join-timeout = 1m\n%s = %d".formatted(key, here));
    assertRefused(
        CONFIGURATION,
        with("--seeds", seed, "--conf", conf.toString()),
        "this node has %s = %d".formatted(key, here),
        "start it with %s = %d".formatted(key, there));
    assertServes(cluster);
  }

  @Test
  void configurationThatIsNotThere_isNamed() {
    String missing = directory.resolve("missing.conf").toString();
    assertRefused(CONFIGURATION, with("--conf", missing), missing);
  }

  @Test
  void configurationThatIsADirectory_isNamed() {
    assertRefused(CONFIGURATION, with("--conf", directory.toString()), directory.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "aitta { | broken.conf",
        "aitta.partitions = many | aitta.partitions",
        "aitta.partitions = 0 | aitta.partitions",
        "aitta.partitons = 64 | aitta.partitons",
        "aitta.partitons = 64 | aitta.partitions",
        "aitta.http.reqest-timeout = 5s | aitta.http.request-timeout",
        "aitta.http.request-timeout = soon | aitta.http.request-timeout",
        "aitta.http.max-value-size = -1 | aitta.http.max-value-size"
      })
  void settingThatCannotBe_isNamed(String hocon, String named) throws IOException {
    assertRefused(CONFIGURATION, with("--conf", conf(hocon).toString()), named);
  }

  @Test
  void unknownOption_isNamed() {
    assertRefused(CONFIGURATION, with("--frobnicate"), "--frobnicate");
  }

  @Test
  void help_isNoFailure() {
    for (List<String> arguments :
        List.of(
            List.of("--help"),
            List.of("node", "--help"),
            List.of("up", "--help"),
            List.of("load", "--help"),
            List.of("bench", "--help"),
            List.of("bench", "mixed", "--help"))) {
      try (TestProcess help = launch(arguments)) {
        assertThat(help.awaitExit()).isZero();
        assertThat(help.output()).contains("Usage");
      }
    }
  }

  private void assertRefused(int exitCode, List<String> options, String... named) {
    List<String> arguments = new ArrayList<>(List.of("node", "--name", "refused"));
    arguments.addAll(List.of("--run-dir", directory.toString()));
    arguments.addAll(options);
    try (TestProcess node = launch(arguments)) {
      assertThat(node.awaitExit()).as("exit code; output: %s", node.output()).isEqualTo(exitCode);
      assertThat(node.output()).contains(named).doesNotContain("is ready").doesNotMatch(INTERNALS);
      assertThat(node.output().lines().filter(line -> line.startsWith("aitta: ")))
          .as("sentences in %s", node.output())
          .hasSize(1);
    }
  }

  private TestProcess launch(List<String> arguments) {
    return AittaScript.start("refused", JvmCluster.JVM_OPTIONS, arguments, output());
  }

  private static Path output() {
    return Path.of("target", "clusters", "refused", "refused-" + System.nanoTime() + ".out");
  }

  private static List<String> with(String... options) {
    List<String> all =
        new ArrayList<>(List.of("--http-port", freePort(), "--cluster-port", freePort()));
    all.addAll(List.of(options));
    return all;
  }

  private List<String> impatient(String... options) throws IOException {
    List<String> all = with(options);
    all.addAll(List.of("--conf", conf("aitta.cluster.join-timeout = 3s").toString()));
    return all;
  }

  private Path conf(String hocon) throws IOException {
    return Files.writeString(directory.resolve("broken.conf"), hocon);
  }

  private static String freePort() {
    return Integer.toString(FreePorts.next());
  }

  private static void assertServes(JvmCluster cluster) {
    for (JvmNode node : cluster.nodes()) {
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> new Api(node.url()).get("/health/ready").is(200));
    }
  }
}
