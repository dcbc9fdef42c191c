package io.aitta.wire.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CodecTest {
  private static final Codec<String> TEXT = new Codec<>(WireOutput::text, WireInput::text);

  /** Each text with how many came before it, as the memory of either side has it. */
  private static final Codec<String> COUNTED =
      new Codec<>(
          (out, text) -> {
            out.u8(out.memory(AtomicInteger.class, AtomicInteger::new).getAndIncrement());
            out.text(text);
          },
          in ->
              in.u8()
                  + "/"
                  + in.memory(AtomicInteger.class, AtomicInteger::new).getAndIncrement()
                  + in.text());

  @Test
  void value_isWrittenAtThePositionOfABuffer_andReadFromThere() {
    ByteBuffer buffer = ByteBuffer.allocate(10).put((byte) 9);
    TEXT.write(buffer, "käy");
    assertThat(buffer.position()).isEqualTo(1 + TEXT.size("käy")).isEqualTo(6);
    buffer.flip().get();
    assertThat(TEXT.read(buffer)).isEqualTo("käy");
    assertThat(buffer.hasRemaining()).isFalse();
  }

  @Test
  void valueThatDoesNotFit_isNotWritten() {
    assertThatThrownBy(() -> TEXT.write(ByteBuffer.allocate(3), "abc"))
        .isInstanceOf(BufferOverflowException.class);
  }

  @Test
  void memory_lastsForOnePayload() {
    Codec<List<String>> texts = COUNTED.list(9);
    for (int i = 0; i < 2; i++) {
      ByteBuffer buffer = ByteBuffer.allocate(20);
      texts.write(buffer, List.of("a", "b"));
      assertThat(texts.read(buffer.flip())).containsExactly("0/0a", "1/1b");
    }
  }
}
