package io.aitta.http;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

final class ShortPiecesTest {
  private static final ActorTestKit KIT = ActorTestKit.create();

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  @Test
  void of_fewLines_isOnePiece() {
    ByteString bytes = ByteString.fromString("a\n".repeat(ShortPieces.LINES - 1) + "b");
    assertThat(ShortPieces.of(bytes)).containsExactly(bytes);
    ByteString none = ByteString.emptyByteString();
    assertThat(ShortPieces.of(none)).containsExactly(none);
  }

  @Test
  void of_manyLines_isCutAfterSoMany() {
    String most = "a\n".repeat(ShortPieces.LINES);
    assertThat(ShortPieces.of(ByteString.fromString(most + most + "rest")))
        .containsExactly(
            ByteString.fromString(most),
            ByteString.fromString(most),
            ByteString.fromString("rest"));
  }

  @Test
  void stream_thatEndsAtOnce_losesNothing() throws Exception {
    String lines = "line\n".repeat(10 * ShortPieces.LINES + 1);
    List<ByteString> pieces =
        Source.from(List.of(ByteString.fromString(lines), ByteString.fromString("end")))
            .via(new ClientBytes())
            .runWith(Sink.seq(), KIT.system())
            .toCompletableFuture()
            .get(30, SECONDS);
    assertThat(pieces).hasSize(12);
    assertThat(pieces.stream().map(ByteString::utf8String).reduce("", String::concat))
        .isEqualTo(lines + "end");
  }
}
