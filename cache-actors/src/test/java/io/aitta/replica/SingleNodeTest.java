package io.aitta.replica;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.core.model.CacheKey;
import io.aitta.core.model.CacheValue;
import io.aitta.core.model.Condition;
import io.aitta.core.model.Lifetime;
import io.aitta.core.model.Tags;
import io.aitta.core.operation.Get;
import io.aitta.core.operation.Put;
import io.aitta.core.reply.Lookup;
import io.aitta.core.reply.StoreReply;
import io.aitta.protocol.Answer;
import io.aitta.protocol.Request;
import io.aitta.protocol.Response;
import io.aitta.testing.cluster.TestingCluster;
import io.aitta.testing.cluster.TestingNode;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SingleNodeTest {
  private static TestingCluster cluster;
  private static TestingNode node;

  @BeforeAll
  static void start() {
    cluster = TestingCluster.of(1);
    node = cluster.node(0);
    cluster.awaitLed(64, node);
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void put_isFoundByGet() throws Exception {
    CacheKey key = CacheKey.of("k");
    CacheValue value = CacheValue.copyOf("v".getBytes(UTF_8), "text/plain");
    Put put = new Put(key, value, Lifetime.INHERITED, Tags.NONE, Condition.ALWAYS);

    Response stored = node.ask(7, put).get(60, TimeUnit.SECONDS);
    Response found = node.ask(7, new Get(key, true)).get(60, TimeUnit.SECONDS);

    assertThat(reply(stored)).isInstanceOf(StoreReply.Created.class);
    assertThat(((Lookup.Hit) reply(found)).entry().orElseThrow().value()).isEqualTo(value);
    assertThat(stored.epoch()).isEqualTo(node.replicas().leads().get(7));
  }

  @Test
  void deliver_anotherEpoch_isRefusedAtOnce() {
    Queue<Response> answers = new ConcurrentLinkedQueue<>();
    long epoch = node.replicas().leads().get(7);
    Get get = new Get(CacheKey.of("k"), true);

    node.replicas()
        .deliver(new Request(1, 1, 7, epoch - 1, 100, TestingNode.CACHE, get), answers::add);
    node.replicas()
        .deliver(new Request(1, 2, 64, epoch, 100, TestingNode.CACHE, get), answers::add);

    Answer refused = new Answer.Refused(Answer.Refusal.NOT_PRIMARY);
    assertThat(answers)
        .containsExactly(new Response(1, 1, epoch, refused), new Response(1, 2, 0, refused));
  }

  @Test
  void askerThatFails_leavesThePartitionAsItIs() throws Exception {
    CacheKey key = CacheKey.of("kept");
    CacheValue value = CacheValue.copyOf("v".getBytes(UTF_8), "text/plain");
    node.ask(9, new Put(key, value, Lifetime.INHERITED, Tags.NONE, Condition.ALWAYS))
        .get(60, TimeUnit.SECONDS);
    long epoch = node.replicas().leads().get(9);
    CountDownLatch failed = new CountDownLatch(1);

    node.replicas()
        .deliver(
            new Request(1, 1, 9, epoch, 5_000, TestingNode.CACHE, new Get(key, true)),
            response -> {
              failed.countDown();
              throw new IllegalStateException("the test means to");
            });

    assertThat(failed.await(60, TimeUnit.SECONDS)).isTrue();
    Response found = node.ask(9, new Get(key, true)).get(60, TimeUnit.SECONDS);
    assertThat(((Lookup.Hit) reply(found)).entry().orElseThrow().value()).isEqualTo(value);
    assertThat(node.replicas().leads().get(9)).isEqualTo(epoch);
  }

  @Test
  void quorum_isHeldByOneOfOne() {
    assertThat(node.directory().hasQuorum()).isTrue();
  }

  private static Object reply(Response response) {
    return ((Answer.Done) response.answer()).reply();
  }
}
