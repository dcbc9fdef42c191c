package io.aitta.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aitta.core.catalog.CacheId;
import io.aitta.core.model.CacheName;
import io.aitta.core.model.Version;
import io.aitta.core.operation.ReadStatistics;
import io.aitta.protocol.Answer;
import io.aitta.protocol.CatalogAck;
import io.aitta.protocol.Request;
import io.aitta.protocol.Response;
import io.aitta.wire.Chunk;
import io.aitta.wire.Grant;
import io.aitta.wire.TransferId;
import io.aitta.wire.TransferRefused;
import io.aitta.wire.TransferRefused.Reason;
import io.aitta.wire.WireFormat;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.zip.CRC32C;
import org.apache.pekko.actor.ActorSelection;
import org.apache.pekko.testkit.javadsl.TestKit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A link that is told what no link would say. */
@Timeout(180)
class OddFramesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final TransferId ID = new TransferId(5, 1);

  private TestingNode node;
  private TestingNode stranger;
  private TestKit probe;
  private ActorSelection link;

  @BeforeEach
  void start() {
    node = new TestingNode("");
    stranger = new TestingNode("");
    probe = new TestKit(stranger.system());
    link = stranger.system().actorSelection(node.address() + "/system/aitta-link");
  }

  @AfterEach
  void stop() throws Exception {
    stranger.close();
    node.close();
  }

  @Test
  void frameThatIsNoMessage_isCounted_andTheLinkGoesOn() {
    tell("hello");
    tell(new Grant(ID, 7));
    tell(new TransferRefused(ID, Reason.NO_ROOM));
    await().atMost(PATIENCE).until(() -> node.counters().malformed() == 1);
    assertServing();
  }

  @Test
  void wholeMessageOfGarbage_isRefused_andCounted() {
    tellWhole(new byte[] {'Q', 99, 98});
    assertThat(probe.expectMsgClass(PATIENCE, TransferRefused.class).reason())
        .isEqualTo(Reason.MALFORMED);
    assertThat(node.counters().malformed()).isEqualTo(1);
    assertServing();
  }

  @Test
  void requestOfAnUnknownOperation_isAnsweredThatItIsUnsupported() {
    CacheId cache = new CacheId(new CacheName("users"), new Version(1, 1));
    byte[] bytes = WireFormat.write(new Request(11, 12, 3, 1, 5_000, cache, new ReadStatistics()));
    bytes[bytes.length - 1] = (byte) 200;

    tellWhole(bytes);

    probe.expectMsgClass(PATIENCE, Grant.class);
    assertThat(probe.expectMsgClass(PATIENCE, Response.class))
        .isEqualTo(new Response(11, 12, 0, new Answer.Refused(Answer.Refusal.UNSUPPORTED)));
    assertServing();
  }

  @Test
  void impossibleChunk_isRefused() {
    tell(new Chunk(ID, -5, 0, 1 << 30, ByteBuffer.allocate(10)));
    assertThat(probe.expectMsgClass(PATIENCE, TransferRefused.class).reason())
        .isEqualTo(Reason.CORRUPT);
    assertThat(node.counters().refusedIncoming()).isEqualTo(1);
    assertServing();
  }

  private void assertServing() {
    stranger.link().send(node.address(), new CatalogAck(1));
    await().atMost(PATIENCE).until(() -> node.listener().received().contains(new CatalogAck(1)));
  }

  private void tellWhole(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    tell(new Chunk(ID, bytes.length, (int) crc.getValue(), 0, ByteBuffer.wrap(bytes)));
  }

  private void tell(Object message) {
    link.tell(message, probe.getRef());
  }
}
