package io.aitta.core.model;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyHashTest {
  /** Frozen: another hash would place stored keys elsewhere. */
  @ParameterizedTest
  @CsvSource({
    "a, 67f64a197c9e9471",
    "b, ddb5dedf9568a232",
    "user:1, 9218f504b4050690",
    "12345678, 598b9a4b05a46113",
    "123456789, f022cae46061cf84",
    "a-key-of-more-than-sixteen-bytes, fc9286120e7f514d"
  })
  void of_knownText_isFrozen(String text, String hash) {
    assertThat(Long.toHexString(KeyHash.of(text.getBytes(US_ASCII)))).isEqualTo(hash);
  }

  @Test
  void of_zeroBytesOfAnyLength_differ() {
    long[] hashes = new long[64];
    for (int length = 1; length <= hashes.length; length++) {
      hashes[length - 1] = KeyHash.of(new byte[length]);
    }
    assertThat(hashes).doesNotHaveDuplicates();
  }

  @Test
  void of_similarKeys_fillTopAndBottomBitsEvenly() {
    int[] top = new int[64];
    int[] bottom = new int[64];
    int keys = 64_000;
    for (int i = 0; i < keys; i++) {
      long hash = CacheKey.of("user:" + i).hash();
      top[(int) (hash >>> 58)]++;
      bottom[(int) (hash & 63)]++;
    }
    for (int i = 0; i < 64; i++) {
      assertThat(top[i]).isBetween(850, 1150);
      assertThat(bottom[i]).isBetween(850, 1150);
    }
  }
}
