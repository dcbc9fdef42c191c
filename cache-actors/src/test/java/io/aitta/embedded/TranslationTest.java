package io.aitta.embedded;

import static io.aitta.testing.Awaiting.answerOf;
import static io.aitta.testing.Awaiting.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.core.model.CacheName;
import io.aitta.embedded.codec.Codec;
import io.aitta.embedded.codec.CodecException;
import io.aitta.embedded.codec.Codecs;
import io.aitta.testing.InMemoryGateway;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TranslationTest {
  record User(String name) {}

  private final InMemoryGateway gateway = new InMemoryGateway();
  private final Cache<String, String> texts = open(Codecs.utf8());
  private final Cache<String, User> users = open(Codecs.json(User.class));

  @Test
  void value_ofAnotherForm_failsNamingAll() {
    answerOf(texts.put("u1", "no json"));

    assertThat(failureOf(users.get("u1"), CodecException.class))
        .hasMessageContaining("json(" + User.class.getName() + ")")
        .hasMessageContaining("'u1'")
        .hasMessageContaining("'users'")
        .hasMessageContaining("7 bytes of text/plain; charset=utf-8")
        .hasMessageContaining("Unrecognized token");
  }

  @Test
  void value_jsonNull_isNoValue() {
    answerOf(texts.put("u1", "null"));

    failureOf(users.get("u1"), CodecException.class);
  }

  @Test
  void value_ofAMediaTypeThatTheCodecDoesNotRead_fails() {
    answerOf(texts.put("u1", "x"));

    assertThat(failureOf(open(Codecs.kryo(User.class)).get("u1"), CodecException.class))
        .hasMessageContaining("it reads application/x-kryo");
  }

  @Test
  void key_tooLongOrEmpty_failsWithItsSizeAndALimitedExcerpt() {
    assertThat(failureOf(texts.get("ä".repeat(513)), CodecException.class))
        .hasMessageContaining("1026 bytes")
        .hasMessageContaining("1 to 1024")
        .satisfies(failure -> assertThat(failure.getMessage()).hasSizeLessThan(250));
    failureOf(texts.get(""), CodecException.class);
    assertThat(answerOf(texts.get("ä".repeat(512)))).isEmpty();
  }

  @Test
  void codecThatThrows_failsTheStage_valueNamed() {
    Cache<String, String> broken = open(new Broken());

    assertThat(failureOf(broken.put("u1", "x"), CodecException.class))
        .hasMessageContaining("broken cannot write the value of key 'u1'")
        .hasMessageContaining("out of ink");
  }

  @Test
  void getAll_oneValueUnreadable_tellsWhichAndOnlyThat() {
    answerOf(texts.putAll(Map.of("u1", "{\"name\":\"Aino\"}", "u2", "no json")));

    BulkException failed = failureOf(users.getAll(List.of("u1", "u2")), BulkException.class);

    assertThat(failed.failures()).containsOnlyKeys("u2");
    assertThat(failed.failures().get("u2")).isInstanceOf(CodecException.class);
  }

  @Test
  void counters_areEntriesOfLongs() {
    Cache<String, Long> longs = open(Codecs.longs());
    answerOf(longs.put("n", 40L));

    assertThat(answerOf(longs.counters().increment("n", 2))).isEqualTo(42);
    assertThat(answerOf(longs.get("n"))).contains(42L);
  }

  @Test
  void selection_tagNamedTwice_countsOnce() {
    assertThat(Selection.tagged("a", "b", "a")).isEqualTo(Selection.tagged("b", "a"));
  }

  private <V> Cache<String, V> open(Codec<V> values) {
    CacheName name = new CacheName("users");
    return Caches.open(gateway, name, Codecs.utf8(), values, CacheSettings.DEFAULT);
  }

  private static final class Broken implements Codec<String> {
    @Override
    public String mediaType() {
      return "text/plain";
    }

    @Override
    public byte[] encode(String value) {
      throw new IllegalStateException("out of ink");
    }

    @Override
    public String decode(ByteBuffer bytes) {
      throw new IllegalStateException("out of ink");
    }

    @Override
    public String toString() {
      return "broken";
    }
  }
}
