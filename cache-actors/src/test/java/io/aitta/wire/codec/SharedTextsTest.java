package io.aitta.wire.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SharedTextsTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "a", "text/plain; charset=utf-8", "ä/ö", "日本", "Aa", "BB"})
  void text_isReadAsItWasWritten(String text) {
    for (int i = 0; i < 3; i++) {
      assertThat(read(text)).isEqualTo(text);
      assertThat(read("x" + text)).isEqualTo("x" + text);
    }
    assertThat(read(text.repeat(100))).isEqualTo(text.repeat(100));
  }

  @Test
  void textsOfOnePlace_areToldApart() {
    // "Aa" and "BB" have one hash.
    for (int i = 0; i < 3; i++) {
      assertThat(read("Aa")).isEqualTo("Aa");
      assertThat(read("BB")).isEqualTo("BB");
    }
  }

  @Test
  void sameText_isOneObject() {
    String first = read("image/png");
    assertThat(read("image/png")).isSameAs(first);
  }

  private static String read(String text) {
    return SharedTexts.of(text.getBytes(UTF_8));
  }
}
