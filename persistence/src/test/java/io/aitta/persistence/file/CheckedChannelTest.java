package io.aitta.persistence.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CheckedChannelTest {
  private static final int BLOCK = 4096;
  private static final int BLOCKS = 300;

  @TempDir private Path directory;
  private Path file;
  private final byte[] content = new byte[BLOCKS * BLOCK];

  @BeforeEach
  void write() throws IOException {
    file = directory.resolve("file");
    new Random(3).nextBytes(content);
    try (CheckedChannel channel = open()) {
      channel.write(ByteBuffer.wrap(content), 0);
    }
  }

  @Test
  void read_ofAnyPart_isWhatWasWritten() throws IOException {
    Random random = new Random(5);
    try (CheckedChannel channel = open()) {
      assertThat(channel.size()).isEqualTo(content.length);
      for (int i = 0; i < 1000; i++) {
        int from = random.nextInt(content.length);
        int to = from + 1 + random.nextInt(content.length - from);
        ByteBuffer read = ByteBuffer.allocate(to - from);
        assertThat(channel.read(read, from)).isEqualTo(to - from);
        assertThat(Arrays.equals(read.array(), Arrays.copyOfRange(content, from, to))).isTrue();
      }
      assertThat(channel.read(ByteBuffer.allocate(1), content.length)).isEqualTo(-1);
    }
  }

  @Test
  void read_ofADamagedBlock_saysWhich_andOthersAreRead() throws IOException {
    byte[] stored = Files.readAllBytes(file);
    stored[2 * BLOCK + 5 * (BLOCK + 4) + 17] ^= 4;
    Files.write(file, stored);
    try (CheckedChannel channel = open()) {
      assertThatThrownBy(() -> channel.read(ByteBuffer.allocate(BLOCK), 7L * BLOCK))
          .isInstanceOf(DamagedBlockException.class)
          .hasMessageStartingWith("block 7 ");
      assertThat(channel.read(ByteBuffer.allocate(BLOCK), 6L * BLOCK)).isEqualTo(BLOCK);
      assertThat(channel.read(ByteBuffer.allocate(BLOCK), 8L * BLOCK)).isEqualTo(BLOCK);
    }
  }

  @Test
  void read_ofABlockInThePlaceOfAnother_isDamage() throws IOException {
    byte[] stored = Files.readAllBytes(file);
    int stride = BLOCK + 4;
    System.arraycopy(stored, 2 * BLOCK, stored, 2 * BLOCK + stride, stride);
    Files.write(file, stored);
    try (CheckedChannel channel = open()) {
      assertThatThrownBy(() -> channel.read(ByteBuffer.allocate(1), 3L * BLOCK))
          .isInstanceOf(DamagedBlockException.class);
    }
  }

  @Test
  void truncate_leavesWholeBlocks() throws IOException {
    try (CheckedChannel channel = open()) {
      channel.truncate(10L * BLOCK);
      assertThat(channel.size()).isEqualTo(10L * BLOCK);
      assertThat(channel.read(ByteBuffer.allocate(10 * BLOCK), 0)).isEqualTo(10 * BLOCK);
    }
    assertThat(Files.size(file)).isEqualTo(2 * BLOCK + 8 * (BLOCK + 4));
  }

  private CheckedChannel open() throws IOException {
    return new CheckedChannel(Disk.real().open(file), new Unforced());
  }
}
