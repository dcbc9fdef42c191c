package io.aitta.link;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aitta.core.catalog.CacheId;
import io.aitta.core.model.CacheKey;
import io.aitta.core.model.CacheName;
import io.aitta.core.model.CacheValue;
import io.aitta.core.model.Condition;
import io.aitta.core.model.Lifetime;
import io.aitta.core.model.Tags;
import io.aitta.core.model.Version;
import io.aitta.core.operation.Put;
import io.aitta.protocol.CatalogAck;
import io.aitta.protocol.Message;
import io.aitta.protocol.Request;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.pekko.actor.Address;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class ArteryLinkTest {
  private static final int MIB = 1 << 20;
  private static final int LYING_LENGTH = 1 << 30;
  private static final String NARROW =
      "aitta.link { max-outgoing-bytes = 5 MiB, max-message-bytes = 4 MiB }\n";
  private static final String SLOW = "aitta.link { chunk-bytes = 128, window = 1 }\n";
  private static final String QUICK_TO_GIVE_UP = "aitta.link.transfer-timeout = 2 s\n";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Behind a port that is kept for what no machine runs any more. */
  private static final Address NOBODY = new Address("pekko", "link-test", "127.0.0.1", 1);

  @Test
  void smallMessages_arriveInOrder_andTellWhoSentThem() throws Exception {
    try (TestingNode from = new TestingNode("");
        TestingNode to = new TestingNode("")) {
      List<Message> messages =
          LongStream.range(0, 2_000).<Message>mapToObj(CatalogAck::new).toList();
      messages.forEach(message -> assertThat(from.link().send(to.address(), message)).isTrue());

      await().atMost(PATIENCE).until(() -> to.listener().received().size() == messages.size());
      assertThat(to.listener().received()).containsExactlyElementsOf(messages);
      assertThat(to.listener().senders()).containsOnly(from.address());
      assertThat(from.counters().sent()).isEqualTo(2_000);
      assertThat(to.counters().received()).isEqualTo(2_000);
      assertThat(to.counters().chunkedReceived()).isZero();
    }
  }

  @Test
  void messagesToTheNodeItself_arrive_smallAndLarge() throws Exception {
    try (TestingNode node = new TestingNode("")) {
      node.link().send(node.address(), new CatalogAck(1));
      node.link().send(node.address(), request(1, MIB));
      await().atMost(PATIENCE).until(() -> node.listener().received().size() == 2);
      assertThat(node.listener().senders()).containsOnly(node.address());
      await().atMost(PATIENCE).until(() -> node.link().owedBytes(node.address()) == 0);
    }
  }

  @Test
  void largeMessages_arriveWhole() throws Exception {
    try (TestingNode from = new TestingNode("");
        TestingNode to = new TestingNode("")) {
      for (int size : new int[] {128 * 1024 - 200, 128 * 1024 + 1, 8 * MIB, 60 * MIB}) {
        Request request = request(size, size);
        assertThat(from.link().send(to.address(), request)).isTrue();
        await().atMost(PATIENCE).until(() -> !to.listener().received().isEmpty());
        assertThat(to.listener().received().remove().equals(request)).as("%d", size).isTrue();
      }
      await().atMost(PATIENCE).until(() -> from.counters().chunkedSent() == 3);
      assertThat(from.link().owedBytes(to.address())).isZero();
      assertThat(to.counters().chunkedReceived()).isEqualTo(3);
    }
  }

  @Test
  void manyLargeMessages_fromSeveralThreads_allArrive_withinTheBounds() throws Exception {
    String bounds =
        """
        aitta.link { max-outgoing-bytes = 12 MiB, max-incoming-bytes = 12 MiB,
          max-message-bytes = 8 MiB, max-transfers = 4 }
        """;
    try (TestingNode from = new TestingNode(bounds);
        TestingNode to = new TestingNode(bounds)) {
      ExecutorService threads = Executors.newFixedThreadPool(4);
      List<Future<?>> senders = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        int thread = i;
        senders.add(threads.submit(() -> sendAll(thread, from, to.address())));
      }
      threads.shutdown();
      for (Future<?> sender : senders) {
        sender.get(120, TimeUnit.SECONDS);
      }
      await().atMost(PATIENCE).until(() -> to.listener().received().size() == 80);
      assertThat(to.listener().received().stream().map(message -> ((Request) message).id()))
          .doesNotHaveDuplicates();
      assertThat(from.listener().undelivered()).isEmpty();
      await().atMost(PATIENCE).until(() -> from.link().owedBytes(to.address()) == 0);
    }
  }

  @Test
  void messageBeyondTheOutgoingBound_isNotTaken() throws Exception {
    List<Request> fitting = List.of(request(1, 2 * MIB), request(2, 2 * MIB));
    List<Request> beyond = List.of(request(3, 2 * MIB), request(4, 4 * MIB));
    try (TestingNode from = new TestingNode(NARROW)) {
      assertThat(fitting).allMatch(request -> from.link().send(NOBODY, request));
      assertThat(beyond).noneMatch(request -> from.link().send(NOBODY, request));
      assertThat(from.counters().overBudget()).isEqualTo(2);
      assertThat(from.link().owedBytes(NOBODY)).isGreaterThan(4 * MIB);
    }
  }

  @Test
  void silence_givesTheBytesBack() throws Exception {
    try (TestingNode from = new TestingNode(NARROW + QUICK_TO_GIVE_UP)) {
      from.link().send(NOBODY, request(1, 2 * MIB));
      from.link().send(NOBODY, request(2, 2 * MIB));

      await().atMost(PATIENCE).until(() -> from.counters().timedOut() == 2);
      assertThat(from.link().owedBytes(NOBODY)).isZero();
      assertThat(from.listener().undelivered()).isEmpty();
      assertThat(from.link().send(NOBODY, request(3, 3 * MIB))).isTrue();
    }
  }

  @Test
  void messageThatTheReceiverRefuses_isUndelivered() throws Exception {
    try (TestingNode from = new TestingNode("");
        TestingNode to = new TestingNode("aitta.link.max-message-bytes = 1 MiB")) {
      Request request = request(1, 2 * MIB);
      from.link().send(to.address(), request);
      await().atMost(PATIENCE).until(() -> !from.listener().undelivered().isEmpty());
      assertThat(from.listener().undelivered()).containsExactly(request);
      assertThat(from.listener().reasons()).containsExactly(Undelivered.TOO_LARGE);
      assertThat(from.link().owedBytes(to.address())).isZero();
      assertThat(from.counters().undeliverable()).isEqualTo(1);
      assertThat(to.counters().refusedIncoming()).isPositive();
      assertThat(to.listener().received()).isEmpty();
    }
  }

  @Test
  void receiverThatDiesMidway_leavesTheOutcomeUnknown_andTheBytesAreGivenBack() throws Exception {
    try (TestingNode from = new TestingNode(SLOW + QUICK_TO_GIVE_UP)) {
      TestingNode to = new TestingNode("");
      Address gone = to.address();
      from.link().send(gone, new CatalogAck(1));
      await().atMost(PATIENCE).until(() -> !to.listener().received().isEmpty());
      from.link().send(gone, request(1, 60 * MIB));
      to.close();

      await().atMost(PATIENCE).until(() -> from.counters().timedOut() == 1);
      assertThat(to.listener().received()).hasSize(1);
      assertThat(from.listener().undelivered()).isEmpty();
      assertThat(from.link().owedBytes(gone)).isZero();
    }
  }

  @Test
  void senderThatDiesMidway_leavesNothingBehind() throws Exception {
    try (TestingNode to = new TestingNode(QUICK_TO_GIVE_UP)) {
      TestingNode from = new TestingNode(SLOW);
      from.link().send(to.address(), new CatalogAck(1));
      from.link().send(to.address(), request(1, 60 * MIB));
      await().atMost(PATIENCE).until(() -> !to.listener().received().isEmpty());
      from.close();
      await().atMost(PATIENCE).until(() -> to.counters().timedOut() == 1);
      assertThat(to.listener().received()).hasSize(1);
    }
  }

  @Test
  void nodeThatIsForgotten_isOwedNothing() throws Exception {
    try (TestingNode from = new TestingNode("aitta.link.max-transfers = 1")) {
      from.link().send(NOBODY, request(1, MIB));
      from.link().send(NOBODY, request(2, MIB));
      from.link().forget(NOBODY);
      await().atMost(PATIENCE).until(() -> from.counters().timedOut() == 1);
      await().atMost(PATIENCE).until(() -> from.listener().undelivered().size() == 1);
      assertThat(from.link().owedBytes(NOBODY)).isZero();
    }
  }

  @Test
  void messagesThatOverflowArterysQueue_areUndelivered_notLostInSilence() throws Exception {
    try (TestingNode from = new TestingNode("pekko.log-dead-letters = off")) {
      LongStream.range(0, 10_000).forEach(n -> from.link().send(NOBODY, new CatalogAck(n)));
      await().atMost(PATIENCE).until(() -> from.counters().undeliverable() >= 5_000);
      assertThat(from.listener().undelivered()).hasSizeLessThanOrEqualTo(10_000 - 3_072);
    }
  }

  @Test
  void rawGarbageOnThePort_leavesTheNodeServing() throws Exception {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    try (TestingNode from = new TestingNode("");
        TestingNode to = new TestingNode("")) {
      List<Socket> sockets = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        sockets.add(garbage(to, new Random(seed + i), i % 3));
      }
      from.link().send(to.address(), request(1, MIB));
      await().atMost(PATIENCE).until(() -> to.listener().received().size() == 1);
      for (Socket socket : sockets) {
        socket.close();
      }
      to.link().send(from.address(), request(2, MIB));
      await().atMost(PATIENCE).until(() -> from.listener().received().size() == 1);
    }
  }

  /** Mere noise; noise in frames of Artery's; or a frame that is longer than what comes. */
  private static Socket garbage(TestingNode to, Random random, int shape) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), (int) to.address().port().get());
    byte[] noise = new byte[10_000];
    random.nextBytes(noise);
    ByteBuffer bytes = ByteBuffer.wrap(noise).order(ByteOrder.LITTLE_ENDIAN);
    if (shape > 0) {
      bytes.put("AKKA".getBytes(US_ASCII)).put((byte) 2);
    }
    if (shape == 1) {
      for (int length = 995; bytes.remaining() > length; length -= 7) {
        bytes.putInt(length).position(bytes.position() + length);
      }
      bytes.putInt(LYING_LENGTH);
    } else if (shape == 2) {
      bytes.putInt(LYING_LENGTH);
    }
    try {
      socket.getOutputStream().write(noise);
    } catch (SocketException closed) {
      // The node may close the connection as early as it likes.
      return socket;
    }
    return socket;
  }

  private static void sendAll(int thread, TestingNode from, Address to) {
    for (int i = 0; i < 20; i++) {
      Request request = request(thread * 100 + i, MIB);
      await().atMost(PATIENCE).until(() -> from.link().send(to, request));
      assertThat(from.link().owedBytes(to)).isLessThanOrEqualTo(12 * MIB);
    }
  }

  private static Request request(long id, int size) {
    byte[] value = new byte[size];
    new Random(id).nextBytes(value);
    Put put =
        new Put(
            CacheKey.of("key"),
            CacheValue.owning(value, CacheValue.OCTET_STREAM),
            Lifetime.INHERITED,
            Tags.NONE,
            Condition.ALWAYS);
    CacheId cache = new CacheId(new CacheName("users"), new Version(1, 1));
    return new Request(1, id, 3, 1, 5_000, cache, put);
  }
}
