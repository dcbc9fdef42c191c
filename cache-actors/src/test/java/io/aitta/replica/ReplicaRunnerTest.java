package io.aitta.replica;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.core.catalog.CacheId;
import io.aitta.core.catalog.Catalog;
import io.aitta.core.model.CacheConfig;
import io.aitta.core.model.CacheKey;
import io.aitta.core.model.CacheName;
import io.aitta.core.model.CacheValue;
import io.aitta.core.model.Condition;
import io.aitta.core.model.Lifetime;
import io.aitta.core.model.Tags;
import io.aitta.core.model.Version;
import io.aitta.core.operation.Get;
import io.aitta.core.operation.Operation;
import io.aitta.core.operation.Put;
import io.aitta.core.partition.Partition;
import io.aitta.core.replication.Replica;
import io.aitta.core.replication.configuration.Configuration;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.core.replication.history.RequestId;
import io.aitta.core.replication.protocol.Input;
import io.aitta.core.replication.protocol.Now;
import io.aitta.core.replication.protocol.Output;
import io.aitta.core.replication.protocol.ReplicaMessage;
import io.aitta.core.replication.protocol.ReplicationSettings;
import io.aitta.core.replication.protocol.Standing;
import io.aitta.core.reply.Lookup;
import io.aitta.core.reply.StoreReply;
import io.aitta.core.store.LruStore;
import io.aitta.core.store.NodeBudgets;
import io.aitta.protocol.Answer;
import io.aitta.protocol.Answer.Refusal;
import io.aitta.protocol.Request;
import io.aitta.protocol.Response;
import io.aitta.register.ConfigurationRegister;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ReplicaRunnerTest {
  private static final CacheId CACHE = new CacheId(new CacheName("c"), new Version(1, 1));
  private static final Catalog CATALOG =
      Catalog.EMPTY.configured(CACHE.name(), CacheConfig.DEFAULT, CACHE.incarnation());
  private static final CacheKey KEY = CacheKey.of("k");
  private static final MemberId SELF = new MemberId("self", new UUID(0, 1));
  private static final MemberId OTHER = new MemberId("other", new UUID(0, 2));
  private static final long MILLI = 1_000_000;

  private final Surroundings around = new Surroundings();
  private final List<Response> answers = new ArrayList<>();
  private final ReplicaRunner runner =
      new ReplicaRunner(
          7,
          new Replica(
              new Replica.Parts(
                  SELF,
                  ReplicationSettings.DEFAULT,
                  sink ->
                      new Partition(
                          7,
                          0,
                          () -> CATALOG,
                          new NodeBudgets(),
                          LruStore::new,
                          (partition, cache) -> {},
                          sink),
                  Optional.empty())),
          around,
          () -> new Now(around.nanos, around.nanos / MILLI));

  @Test
  void claim_isAskedOfTheRegister_andServedOnceDecided() {
    runner.take(new Input.Claim());
    assertThat(around.reads).containsExactly(1L);
    assertThat(around.inboxes).isEmpty();

    lead();

    assertThat(around.inboxes).hasSize(1);
    assertThat(ask(new Get(KEY, true))).isEqualTo(new Answer.Done(new Lookup.Miss()));
  }

  @Test
  void undecided_isAskedAgain() {
    runner.take(new Input.Claim());
    runner.registerSaid(1, new ConfigurationRegister.Answer.Undecided("of the test"));
    around.nanos += 1000 * MILLI;
    runner.take(new Input.Tick());
    assertThat(around.reads).containsExactly(1L, 2L);
  }

  @Test
  void write_askedTwiceUnderOneId_isDoneOnce() {
    runner.take(new Input.Claim());
    lead();
    Answer first = ask(put(), Optional.of(new RequestId(1, 1)), 5_000);
    Answer second = ask(put(), Optional.of(new RequestId(1, 1)), 5_000);
    assertThat(((Answer.Done) first).reply()).isInstanceOf(StoreReply.Created.class);
    assertThat(second).isEqualTo(first);
  }

  @Test
  void request_whoseTimeIsOver_isRefused() {
    runner.take(new Input.Claim());
    lead();
    around.nanos += 101 * MILLI;
    assertThat(askAt(0, put(), Optional.empty(), 100))
        .isEqualTo(new Answer.Refused(Refusal.TOO_LATE));
  }

  @Test
  void turn_isBounded_andTheInboxWakesAgain() {
    runner.take(new Input.Claim());
    lead();
    around.wakes = 0;
    for (int i = 0; i < ReplicaRunner.MAX_TURN + 1; i++) {
      offer(new Get(KEY, true), Optional.empty(), around.nanos, 5_000);
    }
    runner.turn();
    assertThat(answers).hasSize(ReplicaRunner.MAX_TURN);
    assertThat(around.wakes).isEqualTo(2);
    runner.turn();
    assertThat(answers).hasSize(ReplicaRunner.MAX_TURN + 1);
  }

  @Test
  void leader_thatIsReplaced_servesNoMore_andRefusesWhatWaits() {
    runner.take(new Input.Claim());
    Configuration first = lead();
    offer(new Get(KEY, true), Optional.empty(), around.nanos, 5_000);

    Configuration next =
        new Configuration(
            first.epoch() + 1, first.version() + 1, OTHER, new TreeSet<>(List.of(OTHER)), 0);
    runner.take(new Input.Received(OTHER, new ReplicaMessage.Announce(next)));

    assertThat(around.inboxes).isEmpty();
    assertThat(answers)
        .extracting(Response::answer)
        .containsExactly(new Answer.Refused(Refusal.NOT_PRIMARY));
  }

  private Configuration lead() {
    runner.registerSaid(1, new ConfigurationRegister.Answer.Decided(Optional.empty()));
    Configuration proposed = around.proposals.get(0);
    runner.registerSaid(2, new ConfigurationRegister.Answer.Decided(Optional.of(proposed)));
    return proposed;
  }

  private Answer ask(Operation<?> operation) {
    return ask(operation, Optional.empty(), 5_000);
  }

  private Answer ask(Operation<?> operation, Optional<RequestId> id, int timeoutMillis) {
    return askAt(around.nanos, operation, id, timeoutMillis);
  }

  private Answer askAt(
      long arrived, Operation<?> operation, Optional<RequestId> id, int timeoutMillis) {
    answers.clear();
    offer(operation, id, arrived, timeoutMillis);
    runner.turn();
    assertThat(answers).hasSize(1);
    return answers.get(0).answer();
  }

  private void offer(
      Operation<?> operation, Optional<RequestId> id, long arrived, int timeoutMillis) {
    Inbox inbox = around.inboxes.get(0);
    Request request = new Request(1, 1, 7, inbox.epoch(), timeoutMillis, id, 0, CACHE, operation);
    Consumer<Response> replyTo = answers::add;
    inbox.offer(new Waiting(request, replyTo, arrived));
  }

  private static Put put() {
    CacheValue value = CacheValue.copyOf("v".getBytes(UTF_8), "text/plain");
    return new Put(KEY, value, Lifetime.INHERITED, Tags.NONE, Condition.ALWAYS);
  }

  /** Notes what the replica wants. */
  private static final class Surroundings implements ReplicaSurroundings {
    private final List<Long> reads = new ArrayList<>();
    private final List<Configuration> proposals = new ArrayList<>();
    private final List<Inbox> inboxes = new ArrayList<>();
    private long nanos = MILLI;
    private int wakes;

    @Override
    public void send(MemberId to, ReplicaMessage message) {}

    @Override
    public void read(long call) {
      reads.add(call);
    }

    @Override
    public void propose(long call, Optional<Configuration> expected, Configuration next) {
      proposals.add(next);
    }

    @Override
    public void store(Output.Store record) {}

    @Override
    public void forgetBefore(long number) {}

    @Override
    public Inbox serve(long epoch) {
      Inbox inbox = new Inbox(epoch, 1000, () -> wakes++);
      inboxes.add(inbox);
      return inbox;
    }

    @Override
    public void serveNoMore(Inbox inbox) {
      inboxes.remove(inbox);
      inbox.close();
    }

    @Override
    public void stands(Standing standing) {}
  }
}
