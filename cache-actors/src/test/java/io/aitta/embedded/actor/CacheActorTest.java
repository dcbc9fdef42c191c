package io.aitta.embedded.actor;

import static io.aitta.testing.Awaiting.answerOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aitta.core.model.CacheName;
import io.aitta.core.model.CacheStatistics;
import io.aitta.core.model.Version;
import io.aitta.embedded.Cache;
import io.aitta.embedded.CacheEntry;
import io.aitta.embedded.CachePage;
import io.aitta.embedded.CacheSettings;
import io.aitta.embedded.Caches;
import io.aitta.embedded.PutOptions;
import io.aitta.embedded.Selection;
import io.aitta.embedded.TestingGateway;
import io.aitta.embedded.TimeLeft;
import io.aitta.embedded.Versioned;
import io.aitta.embedded.actor.CacheProtocol.Answered;
import io.aitta.embedded.actor.CacheProtocol.Command;
import io.aitta.embedded.actor.CacheProtocol.Failed;
import io.aitta.embedded.actor.CacheProtocol.Reply;
import io.aitta.embedded.actor.CacheProtocol.Request;
import io.aitta.embedded.codec.Codec;
import io.aitta.embedded.codec.CodecException;
import io.aitta.embedded.codec.Codecs;
import io.aitta.gateway.Gateway;
import io.aitta.gateway.OverloadedException;
import io.aitta.gateway.UnavailableException;
import io.aitta.testing.InMemoryGateway;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Stream;
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
    assertThat(this.<Optional<String>>ask(to -> new CacheReads.Get<>("a", to))).isEmpty();
    Version first = ask(to -> new CacheWrites.Put<>("a", "1", PLAIN, to));
    assertThat(this.<Optional<Versioned<String>>>ask(to -> new CacheReads.GetVersioned<>("a", to)))
        .contains(new Versioned<>("1", first));
    assertThat(
            this.<Optional<Version>>ask(to -> new CacheWrites.PutIfAbsent<>("a", "2", PLAIN, to)))
        .isEmpty();
    Optional<Version> second =
        ask(to -> new CacheWrites.ReplaceIfVersion<>("a", "3", first, PLAIN, to));
    assertThat(second).isPresent();
    assertThat(this.<Boolean>ask(to -> new CacheRemovals.RemoveIfVersion<>("a", first, to)))
        .isFalse();
    assertThat(this.<Optional<Version>>ask(to -> new CacheWrites.Replace<>("a", "4", PLAIN, to)))
        .isPresent();
    assertThat(this.<Optional<String>>ask(to -> new CacheWrites.GetAndPut<>("a", "5", PLAIN, to)))
        .contains("4");
    assertThat(this.<Map<String, String>>ask(to -> new CacheReads.GetAll<>(List.of("a", "b"), to)))
        .isEqualTo(Map.of("a", "5"));
    assertThat(this.<Optional<String>>ask(to -> new CacheRemovals.GetAndRemove<>("a", to)))
        .contains("5");
    assertThat(this.<Boolean>ask(to -> new CacheRemovals.Remove<>("a", to))).isFalse();
  }

  @Test
  void requests_onLifetimesCountersAndSelections_areAnswered() {
    assertThat(this.<Long>ask(to -> new CacheCounters.Increment<>("n", 2, 40, to))).isEqualTo(42);
    assertThat(this.<Boolean>ask(to -> new CacheLifetimes.Touch<>("n", to))).isTrue();
    assertThat(this.<Boolean>ask(to -> new CacheReads.ContainsKey<>("n", to))).isTrue();
    assertThat(
            this.<Boolean>ask(
                to -> new CacheLifetimes.ExpireAfter<>("n", Duration.ofMinutes(1), to)))
        .isTrue();
    assertThat(answerOf(cache.timeLeft("n")).orElseThrow().timeToLive()).isPresent();
    assertThat(this.<Long>ask(to -> new CacheRemovals.Invalidate<>(Selection.all(), to)))
        .isEqualTo(1);
  }

  @Test
  void requests_onManyKeys_areAnswered() {
    Map<String, String> entries = Map.of("a", "1", "b", "2", "c", "3");

    assertThat(this.<Map<String, Version>>ask(to -> new CacheWrites.PutAll<>(entries, PLAIN, to)))
        .containsOnlyKeys("a", "b", "c");
    CachePage<String, String> page =
        ask(to -> new CacheOverviews.ListPage<>(Selection.all(), 2, Optional.empty(), to));
    assertThat(page.entries()).hasSize(2);
    CachePage<String, String> rest =
        ask(to -> new CacheOverviews.ListPage<>(Selection.all(), 10, page.next(), to));
    assertThat(Stream.of(page, rest).flatMap(one -> one.entries().stream()))
        .extracting(CacheEntry::key)
        .containsExactlyInAnyOrder("a", "b", "c");
    assertThat(this.<CacheStatistics>ask(CacheOverviews.Statistics::new).entries()).isEqualTo(3);
    assertThat(this.<Long>ask(to -> new CacheRemovals.RemoveAll<>(List.of("a", "x"), to)))
        .isEqualTo(1);
  }

  @Test
  void requests_onTheTimeLeft_areAnswered() {
    answerOf(cache.counters().increment("n", 7));

    assertThat(this.<OptionalLong>ask(to -> new CacheCounters.GetCounter<>("n", to))).hasValue(7);
    assertThat(
            this.<Boolean>ask(
                to -> new CacheLifetimes.ExpireAfterIdle<>("n", Duration.ofMinutes(1), to)))
        .isTrue();
    assertThat(
            this.<Optional<TimeLeft>>ask(to -> new CacheLifetimes.ReadTimeLeft<>("n", to))
                .flatMap(TimeLeft::idle))
        .isPresent();
    assertThat(this.<Boolean>ask(to -> new CacheLifetimes.Persist<>("n", to))).isTrue();
    assertThat(answerOf(cache.timeLeft("n")).flatMap(TimeLeft::idle)).isEmpty();
  }

  @Test
  void errorOfACodec_isAReply_andTheActorLives() {
    Cache<String, String> broken =
        Caches.open(
            gateway, cache.name(), Codecs.utf8(), new WithoutItsClass(), CacheSettings.DEFAULT);
    ActorRef<Command<String, String>> one = kit.spawn(CacheActor.create(broken, 1));
    TestProbe<Reply<Version>> probe = kit.createTestProbe();

    for (int i = 0; i < 3; i++) {
      one.tell(new CacheWrites.Put<>("a", "1", PLAIN, probe.getRef()));
      assertThat(((Failed<?>) probe.receiveMessage(PATIENCE)).cause())
          .hasCauseInstanceOf(NoClassDefFoundError.class);
    }
  }

  @Test
  void failures_areReplies() {
    answerOf(cache.get("a"));
    gateway.failNext(new UnavailableException("moving"));

    assertThat(this.<Optional<String>>failure(to -> new CacheReads.Get<>("a", to)))
        .isInstanceOf(UnavailableException.class);
    assertThat(this.<Optional<String>>failure(to -> new CacheReads.Get<>("", to)))
        .isInstanceOf(CodecException.class);
    assertThat(
            this.<Boolean>failure(
                to -> new CacheLifetimes.ExpireAfter<>("a", Duration.ofDays(-1), to)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(this.<Optional<String>>ask(to -> new CacheReads.Get<>("a", to))).isEmpty();
  }

  @Test
  void moreThanMayBeInFlight_isRefusedAtOnce_andRoomReturns() {
    TestingGateway slow = new TestingGateway();
    slow.hold();
    ActorRef<Command<String, String>> narrow = kit.spawn(CacheActor.create(open(slow), 2));
    TestProbe<Reply<Optional<String>>> probe = kit.createTestProbe();

    for (int i = 0; i < 3; i++) {
      narrow.tell(new CacheReads.Get<>("k" + i, probe.getRef()));
    }

    assertThat(((Failed<?>) probe.receiveMessage(PATIENCE)).cause())
        .isInstanceOf(OverloadedException.class)
        .hasMessageContaining("'users' has 2 requests under way");
    slow.release();
    assertThat(probe.receiveSeveralMessages(2, PATIENCE)).allMatch(Answered.class::isInstance);
    narrow.tell(new CacheReads.Get<>("a", probe.getRef()));
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
    CacheSettings settings = CacheSettings.DEFAULT.withTimeout(PATIENCE);
    return Caches.open(gateway, name, Codecs.utf8(), Codecs.utf8(), settings);
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

  /** A codec a class of which is missing. */
  private static final class WithoutItsClass implements Codec<String> {
    @Override
    public String mediaType() {
      return "text/plain";
    }

    @Override
    public byte[] encode(String value) {
      throw new NoClassDefFoundError("gone");
    }

    @Override
    public String decode(ByteBuffer bytes) {
      throw new NoClassDefFoundError("gone");
    }
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
