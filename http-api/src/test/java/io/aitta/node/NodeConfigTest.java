package io.aitta.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import io.aitta.console.OperatorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NodeConfigTest {
  @TempDir Path directory;

  @Test
  void of_seeds_joinsThem() {
    Config config = NodeConfig.of(setup(List.of("a:1", "b:2"), Optional.empty()));
    assertThat(config.getString("aitta.cluster.join")).isEqualTo("seeds");
    assertThat(config.getStringList("aitta.cluster.seeds")).containsExactly("a:1", "b:2");
    assertThat(config.getString("aitta.name")).isEqualTo("node-7");
    assertThat(config.getInt("pekko.remote.artery.canonical.port")).isEqualTo(4711);
  }

  @Test
  void of_noSeeds_formsAClusterOfItsOwn() {
    Config config = NodeConfig.of(setup(List.of(), Optional.empty()));
    assertThat(config.getString("aitta.cluster.join")).isEqualTo("seeds");
    assertThat(config.getStringList("aitta.cluster.seeds")).containsExactly("127.0.0.1:4711");
  }

  @Test
  void of_noSeedsButAFileThatSaysHowToJoin_heedsTheFile() throws IOException {
    Config config =
        NodeConfig.of(setup(List.of(), file("aitta.cluster { join = dns, seeds-dns = \"n:1\" }")));
    assertThat(config.getString("aitta.cluster.join")).isEqualTo("dns");
  }

  @Test
  void of_file_winsOverDefaultsAndLosesToOptions() throws IOException {
    Config config =
        NodeConfig.of(
            setup(List.of(), file("aitta.partitions = 8, pekko.remote.artery.canonical.port = 1")));
    assertThat(config.getInt("aitta.partitions")).isEqualTo(8);
    assertThat(config.getInt("pekko.remote.artery.canonical.port")).isEqualTo(4711);
  }

  @Test
  void check_valueThatFitsNoMessage_isRefused() throws IOException {
    NodeSettings.check(NodeConfig.of(setup(List.of(), Optional.empty())));
    Config small = NodeConfig.of(setup(List.of(), file("aitta.link.max-message-bytes = 8 MiB")));
    assertThatThrownBy(() -> NodeSettings.check(small))
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("aitta.http.max-value-size")
        .hasMessageContaining("aitta.link.max-message-bytes");
  }

  @Test
  void of_unknownSetting_isRefusedWithTheNearest() throws IOException {
    Optional<Path> file = file("aitta.partition-count = 8");
    assertThatThrownBy(() -> NodeConfig.of(setup(List.of(), file)))
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("aitta.partition-count")
        .hasMessageContaining("did you mean aitta.partition");
  }

  @Test
  void of_fileThatIsNoHocon_isRefusedWithTheLine() throws IOException {
    Optional<Path> file = file("aitta {\n  partitions = [\n");
    assertThatThrownBy(() -> NodeConfig.of(setup(List.of(), file)))
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("is not HOCON")
        .hasMessageContaining("node.conf");
  }

  @Test
  void of_fileThatIsNotThere_isRefused() {
    Optional<Path> file = Optional.of(directory.resolve("none.conf"));
    assertThatThrownBy(() -> NodeConfig.of(setup(List.of(), file)))
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("none.conf cannot be read")
        .hasMessageContaining("--conf");
  }

  @Test
  void hostForOthers_wildcard_isAnAddress() {
    assertThat(NodeConfig.hostForOthers("127.0.0.1")).isEqualTo("127.0.0.1");
    assertThat(NodeConfig.hostForOthers("0.0.0.0")).isNotEqualTo("0.0.0.0");
  }

  private Optional<Path> file(String text) throws IOException {
    return Optional.of(Files.writeString(directory.resolve("node.conf"), text));
  }

  private NodeSetup setup(List<String> seeds, Optional<Path> file) {
    return new NodeSetup("node-7", "127.0.0.1", 0, 4711, seeds, directory, Optional.empty(), file);
  }
}
