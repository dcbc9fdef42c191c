package io.aitta.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.core.catalog.CacheId;
import io.aitta.core.model.CacheName;
import io.aitta.core.model.Version;
import io.aitta.core.reply.Lookup;
import io.aitta.link.Link;
import io.aitta.link.Undelivered;
import io.aitta.protocol.Answer;
import io.aitta.protocol.Answer.Refusal;
import io.aitta.protocol.Message;
import io.aitta.protocol.Request;
import io.aitta.protocol.Response;
import io.aitta.replica.LocalPartitions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.pekko.actor.Address;
import org.junit.jupiter.api.Test;

class MessageSwitchTest {
  private static final Address ASKER = TestingNode.addressOf(2);
  private static final CacheId CACHE = new CacheId(new CacheName("c"), new Version(1, 1));
  private static final Request READ = new Request(7, 8, 0, 9, 5000, CACHE, Calls.read("k"));
  private static final Response ANSWER = new Response(7, 8, 9, new Answer.Done(new Lookup.Miss()));
  private static final Response UNSENT = new Response(7, 8, 9, new Answer.Refused(Refusal.UNSENT));

  private final List<Message> sent = new ArrayList<>();

  @Test
  void answerWithoutRoom_isMadeUpForByAWord() {
    MessageSwitch messages = over(new Narrow());
    messages.onMessage(ASKER, READ);
    assertThat(sent).containsExactly(UNSENT);
    assertThat(messages.answersLost()).isEqualTo(1);
  }

  @Test
  void answerThatIsNotDelivered_isMadeUpForByAWord_onceOnly() {
    MessageSwitch messages = over((to, message) -> sent.add(message));
    messages.onMessage(ASKER, READ);
    messages.onUndelivered(ASKER, ANSWER, Undelivered.NO_ROOM);
    messages.onUndelivered(ASKER, UNSENT, Undelivered.NO_ROOM);
    assertThat(sent).containsExactly(ANSWER, UNSENT);
    assertThat(messages.answersLost()).isEqualTo(2);
  }

  @SuppressWarnings("NullAway") // The other parts of a node take no part in answers.
  private static MessageSwitch over(Link link) {
    return new MessageSwitch(
        link,
        new Answering(),
        null,
        null,
        null,
        new MessageSwitch.Hearers((from, status) -> {}, post -> {}, (from, post) -> {}));
  }

  /** A road with room for refusals alone. */
  private final class Narrow implements Link {
    @Override
    public boolean send(Address node, Message message) {
      return ((Response) message).answer() instanceof Answer.Refused && sent.add(message);
    }
  }

  private static final class Answering implements LocalPartitions {
    @Override
    public void deliver(Request request, Consumer<Response> replyTo) {
      replyTo.accept(ANSWER);
    }

    @Override
    public Map<Integer, Long> leads() {
      return Map.of(0, 9L);
    }

    @Override
    public void catalogChanged() {}
  }
}
