package io.aitta.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.pekko.util.ByteString;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The upgrade in a connection's first request is masked, whatever pieces it comes in. */
final class FirstHeadTest {
  private static final String REQUEST = "GET / HTTP/1.1\r\nHost: a\r\nHTTP2-Settings: AA\r\n\r\n";

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 30, 1000})
  void mask_headInPieces_makesTheHeaderUnknown(int size) {
    assertThat(masked(REQUEST, size)).isEqualTo(REQUEST.replace("Settings:", "Settingsx:"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
        "PUT / HTTP/1.1\r\nContent-Length: 18\r\n\r\n\r\nHTTP2-Settings: A",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\r\nhttp2-settings:"
      })
  void mask_anythingElse_passes(String bytes) {
    assertThat(masked(bytes, 5)).isEqualTo(bytes);
  }

  private static String masked(String text, int size) {
    FirstHead head = new FirstHead();
    ByteString all = ByteString.fromString(text);
    StringBuilder out = new StringBuilder();
    for (int at = 0; at < all.size(); at += size) {
      out.append(head.mask(all.slice(at, at + size)).utf8String());
    }
    return out.toString();
  }
}
