package io.aitta.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
  private static final String SIXTY_THREE =
      "123456789_123456789_123456789_123456789_123456789_123456789_123";

  @ParameterizedTest
  @ValueSource(strings = {"a", "0", "A.b-c_d", SIXTY_THREE})
  void cacheName_ofTheForm_isTaken(String text) {
    assertThat(new CacheName(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".a", "-a", "_a", "a b", "ä", "a/b", "a\n", SIXTY_THREE + "a"})
  void cacheName_ofAnotherForm_isRefused(String text) {
    assertThatThrownBy(() -> new CacheName(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "'");
  }

  @Test
  void tags_anyOrder_areSortedAndDistinct() {
    assertThat(Tags.of("b", "a", "b")).isEqualTo(Tags.of("a", "b"));
    assertThat(Tags.of("b", "a", "b").names()).containsExactly("a", "b");
    assertThat(Tags.of("a").containsAny(List.of("x", "a"))).isTrue();
    assertThat(Tags.of("a").containsAny(List.of("x"))).isFalse();
    assertThat(Tags.NONE.isEmpty()).isTrue();
  }

  @Test
  void tags_moreThanSixteen_areRefused() {
    List<String> sixteen = IntStream.range(0, 16).mapToObj(i -> "t" + i).toList();
    assertThat(new Tags(sixteen)).hasSize(16);
    List<String> seventeen = IntStream.range(0, 17).mapToObj(i -> "t" + i).toList();
    assertThatThrownBy(() -> new Tags(seventeen))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("17");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a,b", "ä", SIXTY_THREE + "aa"})
  void tag_ofAnotherForm_isRefused(String tag) {
    assertThatThrownBy(() -> Tags.of(tag)).isInstanceOf(IllegalArgumentException.class);
    assertThat(Tags.isValid(SIXTY_THREE + "a")).isTrue();
  }

  @Test
  void cacheKey_ofNoOrTooManyBytes_isRefused() {
    assertThatThrownBy(() -> CacheKey.of("")).isInstanceOf(IllegalArgumentException.class);
    assertThat(CacheKey.copyOf(new byte[1024]).length()).isEqualTo(1024);
    assertThatThrownBy(() -> CacheKey.copyOf(new byte[1025]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1025");
  }
}
