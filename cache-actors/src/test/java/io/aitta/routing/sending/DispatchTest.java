package io.aitta.routing.sending;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.aitta.core.model.CacheName;
import io.aitta.core.operation.Get;
import io.aitta.core.reply.Reply;
import io.aitta.directory.Leader;
import io.aitta.gateway.CacheException;
import io.aitta.protocol.CatalogCommand;
import io.aitta.protocol.Message;
import io.aitta.routing.TestingDirectory;
import io.aitta.routing.TestingLink;
import io.aitta.routing.question.Question;
import io.aitta.routing.question.Receiver;
import io.aitta.routing.question.Verdict;
import io.aitta.routing.sending.State.Sent;
import io.aitta.testing.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.actor.Address;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DispatchTest {
  private static final Address SELF = addressOf(1);
  private static final Leader LEADER = new Leader(addressOf(2), 7);

  private static final GatewaySettings SETTINGS =
      GatewaySettings.of(ConfigFactory.parseResources("reference.conf").resolve());

  private final ManualClock clock = new ManualClock(1_000_000);
  private final TestingDirectory directory = new TestingDirectory(SELF, Map::of);
  private final TestingLink link = new TestingLink();
  private final Tally tally = new Tally();
  private final PendingTable table = new PendingTable();
  private final Endings endings =
      new Endings(directory, table, new Admission(9, 9000), tally, Runnable::run);
  private final Dispatch dispatch =
      new Dispatch(42, directory, link::send, SETTINGS, clock, tally, table, endings);
  private final Pending<Reply> read =
      new Pending<>(dispatch.nextId(), new Reading(), new Deaf(), 1_000_000_000);

  private static Address addressOf(int port) {
    return new Address("pekko", "aitta", "127.0.0.1", port);
  }

  @BeforeEach
  void begin() {
    directory.lead(0, LEADER);
    table.put(read.home(), read);
  }

  @Test
  void read_withoutAnAnswer_isSentAgainMoreAndMoreSeldom() {
    List<Long> pauses = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      dispatch.send(read, read.state());
      long pause = ((Sent) read.state()).resendAt() - clock.getAsLong();
      pauses.add(pause);
      clock.advance(Duration.ofMillis(pause));
    }
    assertThat(pauses.subList(0, 5)).containsExactly(500L, 1000L, 2000L, 4000L, 8000L);
    assertThat(pauses.subList(5, 12)).containsOnly(8000L);
  }

  @Test
  void read_thatAnotherHasSentMeanwhile_isLeftAlone() {
    State begun = read.state();
    dispatch.send(read, begun);
    dispatch.send(read, begun);

    assertThat(link.sendings()).hasSize(1);
    assertThat(table.all()).hasSize(1);
  }

  @Test
  void read_sentManyTimes_isKnownByItsLatestSendingsAndItsFirst() {
    List<Long> ids = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      dispatch.send(read, read.state());
      ids.add(((Sent) read.state()).id());
    }
    assertThat(table.all()).hasSize(Pending.MAX_SENDINGS + 1);
    assertThat(ids.subList(12, 20)).allMatch(id -> table.find(id).isPresent());
    assertThat(ids.subList(1, 12)).allMatch(id -> table.find(id).isEmpty());
    read.end();
    table.remove(read);
    assertThat(table.all()).isEmpty();
  }

  private static final class Reading implements Question<Reply> {
    @Override
    public int partition() {
      return 0;
    }

    @Override
    public boolean writes() {
      return false;
    }

    @Override
    public boolean isRepeatable() {
      return true;
    }

    @Override
    public long bytes() {
      return 1;
    }

    @Override
    public String subject() {
      return Get.class.getSimpleName();
    }

    @Override
    public Optional<CacheException> obstacle() {
      return Optional.empty();
    }

    @Override
    public Optional<Message> message(Envelope to) {
      return Optional.of(
          new CatalogCommand(
              to.origin(),
              to.id(),
              to.epoch(),
              to.timeoutMillis(),
              new CacheName("c"),
              new CatalogCommand.Drop()));
    }

    @Override
    public Verdict<Reply> judge(Message answer) {
      throw new AssertionError("nothing is answered");
    }
  }

  private static final class Deaf implements Receiver<Reply> {
    @Override
    public void onAnswer(Leader by, Reply answer) {
      throw new AssertionError("nothing is answered");
    }

    @Override
    public void onFailure(CacheException cause) {
      throw new AssertionError("nothing fails", cause);
    }
  }
}
