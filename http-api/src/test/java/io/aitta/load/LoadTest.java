package io.aitta.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aitta.console.OperatorException;
import io.aitta.load.LoadRequest.Format;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every load does before it loads. */
final class LoadTest {
  @TempDir Path directory;
  private final Socket silent = new Socket();
  private TestingCacheServer server;

  @BeforeEach
  void startServer() throws IOException {
    server = new TestingCacheServer();
  }

  @AfterEach
  void stopServer() throws IOException {
    server.close();
    silent.close();
  }

  @Test
  void nobodyListens_saysSoAndWhatToDo() throws Exception {
    URI nobody = nobody();
    assertThatThrownBy(load(nobody)::run)
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("nobody answers at " + nobody)
        .hasMessageContaining("aitta up");
  }

  @Test
  void oneOfSeveralDoesNotListen_isReportedAndLeftOut() throws Exception {
    URI nobody = nobody();
    TestingLoad load = load(nobody, server.address()).run();
    assertThat(server.entries()).containsOnlyKeys("1");
    assertThat(load.err()).contains("nobody answers at " + nobody).hasLineCount(1);
  }

  @Test
  void serverThatIsNoAitta_isRefused() throws Exception {
    server.title = "Petstore";
    assertThatThrownBy(load(server.address()).fresh()::run)
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("what answers at " + server.address() + " is no node of Aitta")
        .hasMessageContaining("--url");
    assertThat(server.configurations).isEmpty();
  }

  @Test
  void refusedConfiguration_saysWhy() throws Exception {
    assertThatThrownBy(load(server.address()).maxEntries(666)::run)
        .hasMessage("the cache c cannot be configured: the cluster answers 422: maxEntries is odd");
  }

  @Test
  void limitOfACacheThatIsThere_leavesItsOtherSettings() throws Exception {
    server.configured("{\"name\":\"c\",\"ttl\":\"1h\",\"maxEntries\":null,\"onFull\":\"reject\"}");
    load(server.address()).maxEntries(50).run();
    assertThat(server.configurations)
        .containsExactly(
            "PUT{\"name\":\"c\",\"ttl\":\"1h\",\"maxEntries\":50,\"onFull\":\"reject\"}");
  }

  @Test
  void fileThatIsNotPackedAsItSays_isFoundBeforeTheCacheIsDropped() throws Exception {
    for (String name : new String[] {"t.lis.gz", "t.lis.zst"}) {
      Path broken = Files.writeString(directory.resolve(name), "1 1 0 0\n");
      TestingLoad load = new TestingLoad(broken, Format.TRACE, server.address()).fresh();
      assertThatThrownBy(load::run)
          .isInstanceOf(OperatorException.class)
          .hasMessageContaining(broken + " cannot be read");
    }
    assertThat(server.configurations).isEmpty();
  }

  private TestingLoad load(URI... nodes) throws IOException {
    Path trace = Files.writeString(directory.resolve("t.lis"), "1 1 0 0\n");
    return new TestingLoad(trace, Format.TRACE, nodes);
  }

  /** An address that is taken and where nobody listens. */
  private URI nobody() throws IOException {
    silent.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    return URI.create("http://127.0.0.1:" + silent.getLocalPort());
  }
}
