package io.aitta.embedded.actor;

import static io.aitta.testing.Awaiting.answerOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aitta.core.model.CacheName;
import io.aitta.core.model.Version;
import io.aitta.embedded.Cache;
import io.aitta.embedded.CacheSettings;
import io.aitta.embedded.Caches;
import io.aitta.embedded.PutOptions;
import io.aitta.embedded.Selection;
import io.aitta.embedded.TestingGateway;
import io.aitta.embedded.Versioned;
import io.aitta.embedded.actor.CacheProtocol.Answered;
import io.aitta.embedded.actor.CacheProtocol.Command;
import io.aitta.embedded.actor.CacheProtocol.Failed;
import io.aitta.embedded.actor.CacheProtocol.Reply;
import io.aitta.embedded.actor.CacheProtocol.Request;
import io.aitta.embedded.codec.CodecException;
import io.aitta.embedded.codec.Codecs;
import io.aitta.gateway.Gateway;
import io.aitta.gateway.OverloadedException;
import io.aitta.gateway.UnavailableException;
import io.aitta.testing.InMemoryGateway;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CacheActorTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final PutOptions PLAIN = PutOptions.DEFAULT;
  private static ActorTestKit kit;

  private final InMemoryGateway gateway = new InMemoryGateway();
  private final Cache<String, String> cache = open(gateway);
  private final ActorRef<Command<String, String>> actor = kit.spawn(CacheActor.create(cache, 100));

  @BeforeAll
  static void start() {
    kit = ActorTestKit.create();
  }

  @AfterAll
  static void stop() {
    kit.shutdownTestKit();
  }

  @Test
  void requests_areAnsweredAsTheCacheAnswers() {
    assertThat(this.<Optional<String>>ask(to -> new CacheProtocol.Get<>("a", to))).isEmpty();
    Version first = ask(to -> new CacheProtocol.Put<>("a", "1", PLAIN, to));
    assertThat(
            this.<Optional<Versioned<String>>>ask(to -> new CacheProtocol.GetVersioned<>("a", to)))
        .contains(new Versioned<>("1", first));
    assertThat(
            this.<Optional<Version>>ask(to -> new CacheProtocol.PutIfAbsent<>("a", "2", PLAIN, to)))
        .isEmpty();
    Optional<Version> second =
        ask(to -> new CacheProtocol.ReplaceIfVersion<>("a", "3", first, PLAIN, to));
    assertThat(second).isPresent();
    assertThat(this.<Boolean>ask(to -> new CacheProtocol.RemoveIfVersion<>("a", first, to)))
        .isFalse();
    assertThat(this.<Optional<Version>>ask(to -> new CacheProtocol.Replace<>("a", "4", PLAIN, to)))
        .isPresent();
    assertThat(this.<Optional<String>>ask(to -> new CacheProtocol.GetAndPut<>("a", "5", PLAIN, to)))
        .contains("4");
    assertThat(
            this.<Map<String, String>>ask(to -> new CacheProtocol.GetAll<>(List.of("a", "b"), to)))
        .isEqualTo(Map.of("a", "5"));
    assertThat(this.<Optional<String>>ask(to -> new CacheProtocol.GetAndRemove<>("a", to)))
        .contains("5");
    assertThat(this.<Boolean>ask(to -> new CacheProtocol.Remove<>("a", to))).isFalse();
  }

  @Test
  void requests_onLifetimesCountersAndSelections_areAnswered() {
    assertThat(this.<Long>ask(to -> new CacheProtocol.Increment<>("n", 2, 40, to))).isEqualTo(42);
    assertThat(this.<Boolean>ask(to -> new CacheProtocol.Touch<>("n", to))).isTrue();
    assertThat(this.<Boolean>ask(to -> new CacheProtocol.ContainsKey<>("n", to))).isTrue();
    assertThat(
            this.<Boolean>ask(
                to -> new CacheProtocol.ExpireAfter<>("n", Duration.ofMinutes(1), to)))
        .isTrue();
    assertThat(answerOf(cache.timeLeft("n")).orElseThrow().timeToLive()).isPresent();
    assertThat(this.<Long>ask(to -> new CacheProtocol.Invalidate<>(Selection.all(), to)))
        .isEqualTo(1);
  }

  @Test
  void failures_areReplies() {
    answerOf(cache.get("a"));
    gateway.failNext(new UnavailableException("moving"));

    assertThat(this.<Optional<String>>failure(to -> new CacheProtocol.Get<>("a", to)))
        .isInstanceOf(UnavailableException.class);
    assertThat(this.<Optional<String>>failure(to -> new CacheProtocol.Get<>("", to)))
        .isInstanceOf(CodecException.class);
    assertThat(
            this.<Boolean>failure(
                to -> new CacheProtocol.ExpireAfter<>("a", Duration.ofDays(-1), to)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(this.<Optional<String>>ask(to -> new CacheProtocol.Get<>("a", to))).isEmpty();
  }

  @Test
  void moreThanMayBeInFlight_isRefusedAtOnce_andRoomReturns() {
    TestingGateway slow = new TestingGateway();
    slow.hold();
    ActorRef<Command<String, String>> narrow = kit.spawn(CacheActor.create(open(slow), 2));
    TestProbe<Reply<Optional<String>>> probe = kit.createTestProbe();

    for (int i = 0; i < 3; i++) {
      narrow.tell(new CacheProtocol.Get<>("k" + i, probe.getRef()));
    }

    assertThat(((Failed<?>) probe.receiveMessage(PATIENCE)).cause())
        .isInstanceOf(OverloadedException.class)
        .hasMessageContaining("'users' has 2 requests under way");
    slow.release();
    assertThat(probe.receiveSeveralMessages(2, PATIENCE)).allMatch(Answered.class::isInstance);
    narrow.tell(new CacheProtocol.Get<>("a", probe.getRef()));
    assertThat(probe.receiveMessage(PATIENCE)).isEqualTo(new Answered<>(Optional.empty()));
  }

  @Test
  void fromAnotherActor_askAndPipeToSelf() {
    answerOf(cache.put("a", "1"));
    TestProbe<String> probe = kit.createTestProbe();

    kit.spawn(Reader.create(cache, probe.getRef())).tell("a");

    probe.expectMessage(PATIENCE, "found 1");
  }

  @Test
  void create_withoutRoom_isRefused() {
    assertThatThrownBy(() -> CacheActor.create(cache, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Cache<String, String> open(Gateway gateway) {
    CacheName name = new CacheName("users");
    return Caches.open(gateway, name, Codecs.utf8(), Codecs.utf8(), CacheSettings.DEFAULT);
  }

  private <T> T ask(Function<ActorRef<Reply<T>>, Request<String, String, T>> request) {
    return ((Answered<T>) reply(request)).answer();
  }

  private <T> RuntimeException failure(
      Function<ActorRef<Reply<T>>, Request<String, String, T>> request) {
    return ((Failed<T>) reply(request)).cause();
  }

  private <T> Reply<T> reply(Function<ActorRef<Reply<T>>, Request<String, String, T>> request) {
    CompletionStage<Reply<T>> reply =
        AskPattern.ask(actor, request::apply, PATIENCE, kit.scheduler());
    return answerOf(reply);
  }

  /** An actor that reads the cache without blocking and without touching state in a callback. */
  private static final class Reader {
    static Behavior<String> create(Cache<String, String> cache, ActorRef<String> to) {
      return Behaviors.<Object>setup(
              context ->
                  Behaviors.receiveMessage(
                      message -> {
                        if (message instanceof String key) {
                          context.pipeToSelf(cache.get(key), (value, failure) -> value);
                        } else if (message instanceof Optional<?> value) {
                          to.tell("found " + value.orElseThrow());
                        }
                        return Behaviors.same();
                      }))
          .narrow();
    }
  }
}
