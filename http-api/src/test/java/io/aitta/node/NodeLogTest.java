package io.aitta.node;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.joran.spi.JoranException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NodeLogTest {
  @TempDir Path directory;

  @Test
  void text_hasTimeLevelNodeAndShortLogger() throws Exception {
    assertThat(logged("text"))
        .matches(
            "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}\\S+ INFO  node-9 Node - ready\\R");
  }

  @Test
  void json_isAnObjectALine() throws Exception {
    JsonNode line = new ObjectMapper().readTree(logged("json"));
    assertThat(line.path("level").asText()).isEqualTo("INFO");
    assertThat(line.path("formattedMessage").asText()).isEqualTo("ready");
    assertThat(line.path("context").path("name").asText()).isEqualTo("node-9");
  }

  /** What a logger context of its own, set up by the node's configuration, writes to the file. */
  private String logged(String format) throws JoranException, IOException {
    Path file = directory.resolve("node-9.log");
    LoggerContext context = new LoggerContext();
    context.setMDCAdapter(new LogbackMDCAdapter());
    context.putProperty("aitta.node.name", "node-9");
    context.putProperty("aitta.log.file", file.toString());
    context.putProperty("aitta.log.format", format);
    context.putProperty("aitta.log.console", "OFF");
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(NodeLogTest.class.getResource("/logback-node.xml"));
    assertThat(LogMetrics.filterOf(context, RemotingLog.class))
        .as("the bound of Pekko's lines")
        .isPresent();
    context.getLogger("io.aitta.node.Node").info("ready");
    context.getLogger("org.apache.pekko.remote.artery").info("an inner matter");
    context.stop();
    return Files.readString(file);
  }
}
