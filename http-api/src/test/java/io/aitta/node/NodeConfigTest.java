package io.aitta.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import io.aitta.console.OperatorException;
import io.aitta.join.LastWords;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NodeConfigTest {
  @TempDir Path directory;

  @Test
  void of_seeds_joinsThem() {
    Config config = of(setup(List.of("a:1", "b:2"), Optional.empty()));
    assertThat(config.getString("aitta.cluster.join")).isEqualTo("seeds");
    assertThat(config.getStringList("aitta.cluster.seeds")).containsExactly("a:1", "b:2");
    assertThat(config.getString("aitta.name")).isEqualTo("node-7");
    assertThat(config.getInt("pekko.remote.artery.canonical.port")).isEqualTo(4711);
  }

  @Test
  void of_noSeeds_formsAClusterOfItsOwn() {
    Config config = of(setup(Optional.empty()));
    assertThat(config.getString("aitta.cluster.join")).isEqualTo("seeds");
    assertThat(config.getStringList("aitta.cluster.seeds")).containsExactly("127.0.0.1:4711");
  }

  @Test
  void of_noSeedsButAFileThatSaysHowToJoin_heedsTheFile() throws IOException {
    Config config = of(setup(file("aitta.cluster { join = dns, seeds-dns = \"n:1\" }")));
    assertThat(config.getString("aitta.cluster.join")).isEqualTo("dns");
  }

  @Test
  void of_file_winsOverDefaultsAndLosesToOptions() throws IOException {
    Config config = of(setup(file("aitta.partitions = 8, pekko.remote.artery.canonical.port = 1")));
    assertThat(config.getInt("aitta.partitions")).isEqualTo(8);
    assertThat(config.getInt("pekko.remote.artery.canonical.port")).isEqualTo(4711);
  }

  @Test
  void of_whatNoOptionSays_theFileSays() throws IOException {
    Optional<Path> file =
        file(
            """
            aitta.http { host = "127.0.0.9", port = 9000 }
            pekko.remote.artery {
              canonical { hostname = "cache.example", port = 4000 }
              bind { hostname = "127.0.0.8", port = 4001 }
            }
            """);

    Config config = of(toldNothingBut(file));

    assertThat(NodeAddresses.of(config))
        .isEqualTo(new NodeAddresses("127.0.0.9", 9000, "cache.example", 4000, "127.0.0.8", 4001));
    assertThat(config.getStringList("aitta.cluster.seeds")).containsExactly("cache.example:4000");
  }

  @Test
  void of_urlOfADatabase_tellsThePluginOfIt() throws IOException {
    Config config =
        of(
            setup(
                file(
                    "aitta.persistence { journal = \"jdbc:postgresql://db/aitta?user=me\","
                        + " jdbc.password = open }")));
    Config database = config.getConfig("pekko-persistence-jdbc.shared-databases.aitta.db");
    assertThat(database.getString("url")).isEqualTo("jdbc:postgresql://db/aitta");
    assertThat(database.getString("properties.user")).isEqualTo("me");
    assertThat(database.getString("properties.password")).isEqualTo("open");
    assertThat(config.getString("aitta.register.directory")).endsWith("node-7/register");
  }

  @Test
  void of_registerDirectory_isOneOfTheNodesName() {
    NodeSetup said =
        new NodeSetup(
            "node-7",
            Optional.empty(),
            Optional.empty(),
            Optional.of(1),
            Optional.of(2),
            List.of(),
            directory,
            Optional.empty(),
            Optional.of(directory.resolve("registers")),
            Optional.empty());
    assertThat(of(said).getString("aitta.register.directory"))
        .isEqualTo(directory.resolve("registers").resolve("node-7").toString());
    assertThat(of(toldNothingBut(Optional.empty())).getString("aitta.register.directory"))
        .isEmpty();
  }

  @Test
  void of_nothingSaid_listensAtTheUsualPlaces() {
    assertThat(NodeAddresses.of(of(toldNothingBut(Optional.empty()))))
        .isEqualTo(new NodeAddresses("127.0.0.1", 8080, "127.0.0.1", 25520, "127.0.0.1", 25520));
  }

  @Test
  void of_host_isWhatOthersAreTold() {
    NodeSetup setup =
        new NodeSetup(
            "n",
            Optional.of("0.0.0.0"),
            Optional.of("cache.example"),
            Optional.of(1),
            Optional.of(2),
            List.of(),
            directory,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    assertThat(NodeAddresses.of(of(setup)))
        .isEqualTo(new NodeAddresses("0.0.0.0", 1, "cache.example", 2, "0.0.0.0", 2));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "aitta.cluster.seeds = [\"a:25520\"] | aitta.cluster.seeds names seeds | to seeds",
        "aitta.cluster.seeds-dns = \"a:25520\" | aitta.cluster.seeds-dns names seeds | to dns"
      })
  void of_seedsButNotHowToJoin_isRefused(String setting, String what, String todo)
      throws IOException {
    NodeSetup setup = setup(file(setting));
    assertThatThrownBy(() -> of(setup))
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining(what)
        .hasMessageContaining(todo)
        .extracting(failure -> ((OperatorException) failure).exitCode())
        .isEqualTo(LastWords.CONFIGURATION);
  }

  @Test
  void of_seedsInTheEnvironmentButNotHowToJoin_isRefusedUnlessSeedsAreGiven() {
    Map<String, String> environment = Map.of("AITTA_SEEDS", "a:1");
    assertThatThrownBy(() -> NodeConfig.of(setup(Optional.empty()), environment))
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("AITTA_SEEDS")
        .hasMessageContaining("environment");
    assertThat(
            NodeConfig.of(setup(List.of("b:2"), Optional.empty()), environment)
                .getStringList("aitta.cluster.seeds"))
        .containsExactly("b:2");
  }

  @Test
  void of_wayToJoinFromAVariableThatIsNotSet_isNotSaid() throws IOException {
    Config config = of(setup(file("aitta.cluster.join = ${?AITTA_TEST_NEVER_SET}")));
    assertThat(config.getStringList("aitta.cluster.seeds")).containsExactly("127.0.0.1:4711");
  }

  @Test
  void check_valueThatFitsNoMessage_isRefused() throws IOException {
    NodeSettings.check(of(setup(Optional.empty())));
    Config small = of(setup(file("aitta.link.max-message-bytes = 8 MiB")));
    assertThatThrownBy(() -> NodeSettings.check(small))
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("aitta.http.max-value-size")
        .hasMessageContaining("aitta.link.max-message-bytes");
  }

  @Test
  void of_unknownSetting_isRefusedWithTheNearest() throws IOException {
    Optional<Path> file = file("aitta.partition-count = 8");
    assertThatThrownBy(() -> of(setup(file)))
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("aitta.partition-count")
        .hasMessageContaining("did you mean aitta.partition");
  }

  @Test
  void of_fileThatIsNoHocon_isRefusedWithTheLine() throws IOException {
    Optional<Path> file = file("aitta {\n  partitions = [\n");
    assertThatThrownBy(() -> of(setup(file)))
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("is not HOCON")
        .hasMessageContaining("node.conf");
  }

  @Test
  void of_fileThatIsNotThere_isRefused() {
    Optional<Path> file = Optional.of(directory.resolve("none.conf"));
    assertThatThrownBy(() -> of(setup(file)))
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("none.conf cannot be read")
        .hasMessageContaining("--conf");
  }

  @Test
  void hostForOthers_wildcard_isAnAddress() {
    assertThat(Hosts.forOthers("127.0.0.1")).isEqualTo("127.0.0.1");
    assertThat(Hosts.forOthers("0.0.0.0")).isNotEqualTo("0.0.0.0");
    assertThat(Hosts.forOthers("::1")).isEqualTo("[::1]");
    assertThat(Hosts.forOthers("[::1]")).isEqualTo("[::1]");
  }

  @Test
  void hostForOthers_wildcard_isNoLoopbackAddressWhereThereIsAnother() throws IOException {
    List<InetAddress> others =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(one -> one instanceof Inet4Address && one.isSiteLocalAddress())
            .toList();
    InetAddress taken = InetAddress.getByName(Hosts.forOthers("0.0.0.0"));
    assertThat(taken.isLoopbackAddress() ? others : List.of()).as("better ones").isEmpty();
  }

  @Test
  void hostForOthers_unknown_isAMatterOfTheConfiguration() {
    assertThatThrownBy(() -> Hosts.forOthers("no.such.host.invalid"))
        .isInstanceOf(OperatorException.class)
        .extracting(failure -> ((OperatorException) failure).exitCode())
        .isEqualTo(LastWords.CONFIGURATION);
  }

  private static Config of(NodeSetup setup) {
    return NodeConfig.of(setup, Map.of());
  }

  private Optional<Path> file(String text) throws IOException {
    return Optional.of(Files.writeString(directory.resolve("node.conf"), text));
  }

  private NodeSetup setup(Optional<Path> file) {
    return setup(List.of(), file);
  }

  private NodeSetup setup(List<String> seeds, Optional<Path> file) {
    return new NodeSetup(
        "node-7",
        Optional.of("127.0.0.1"),
        Optional.empty(),
        Optional.of(0),
        Optional.of(4711),
        seeds,
        directory,
        Optional.empty(),
        Optional.empty(),
        file);
  }

  private NodeSetup toldNothingBut(Optional<Path> file) {
    return new NodeSetup(
        "node-7",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        directory,
        Optional.empty(),
        Optional.empty(),
        file);
  }
}
