package io.aitta.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Test;

/** Which bytes a connection may go on with. */
final class FrameHeadsTest {
  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int CONTINUATION = 9;

  private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

  @Test
  void accepts_framesWithinTheirBounds_inAnyPieces() {
    preface();
    for (int i = 0; i < 10; i++) {
      frame(HEADERS, 10_000);
      frame(CONTINUATION, 10_000);
      frame(DATA, FrameHeads.MAX_FRAME);
    }
    for (int size : new int[] {1, 7, 1000, 1_000_000}) {
      assertThat(accepted(size)).isTrue();
    }
  }

  @Test
  void accepts_frameTooLarge_isRefused() {
    preface();
    frame(DATA, FrameHeads.MAX_FRAME + 1);
    assertThat(accepted(11)).isFalse();
  }

  @Test
  void accepts_headersWithoutEnd_areRefusedEvenIfEmpty() {
    preface();
    frame(HEADERS, 0);
    for (int i = 0; i < FrameHeads.MAX_HEADERS / 9; i++) {
      frame(CONTINUATION, 0);
    }
    assertThat(accepted(4096)).isFalse();
  }

  @Test
  void accepts_http11_isLetAlone() {
    sent.writeBytes("PUT / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    sent.writeBytes(new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1});
    assertThat(accepted(3)).isTrue();
  }

  private void preface() {
    sent.writeBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
  }

  private void frame(int type, int length) {
    sent.writeBytes(new byte[] {(byte) (length >> 16), (byte) (length >> 8), (byte) length});
    sent.writeBytes(new byte[] {(byte) type, 0, 0, 0, 0, 1});
    sent.writeBytes(new byte[length]);
  }

  private boolean accepted(int size) {
    FrameHeads heads = new FrameHeads();
    ByteString all = ByteString.fromArray(sent.toByteArray());
    for (int at = 0; at < all.size(); at += size) {
      if (!heads.accepts(all.slice(at, at + size))) {
        return false;
      }
    }
    return true;
  }
}
