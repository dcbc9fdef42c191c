package io.aitta.voter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LivesTest {
  private static final String FILE = "voter.lives";

  private final TestingDisk disk = new TestingDisk();

  @Test
  void processes_oneAfterTheOther_knowThoseBefore() throws IOException {
    assertThat(begin(1)).isEmpty();
    assertThat(begin(2)).isEqualTo(processes(1));
    assertThat(begin(3)).isEqualTo(processes(1, 2));
    assertThat(begin(3)).isEqualTo(processes(1, 2));
  }

  @Test
  void processes_more_theOldestAreForgotten() throws IOException {
    for (int process = 1; process <= 6; process++) {
      begin(process);
    }
    assertThat(begin(7)).isEqualTo(processes(4, 5, 6));
  }

  @Test
  void bytes_areFrozen() throws IOException {
    begin(5);
    assertThat(HexFormat.of().formatHex(disk.read(FILE).orElseThrow()))
        .startsWith("41495456" + "0000000000000000" + "00000011")
        .endsWith("01" + "0000000000000000" + "0000000000000005");
  }

  @Test
  void crash_atAnyTime_losesNobodyWhoHadBegun() throws IOException {
    for (long seed = 0; seed < 50; seed++) {
      TestingDisk crashing = new TestingDisk();
      Lives.begin(crashing, new UUID(0, 1), 3);
      crashing.failAfter((int) (seed % 3));
      boolean begun = begins(crashing, new UUID(0, 2));
      crashing.crash(new SplittableRandom(seed));
      List<UUID> former = Lives.begin(crashing, new UUID(0, 3), 3);
      assertThat(former).as("seed %d", seed).contains(new UUID(0, 1));
      assertThat(former.contains(new UUID(0, 2)) || !begun).as("seed %d", seed).isTrue();
    }
  }

  @Test
  void damage_anywhere_isRefused() throws IOException {
    begin(1);
    for (int position = 0; position < disk.length(FILE); position++) {
      TestingDisk worn = disk.copy();
      worn.flip(FILE, position, 4);
      assertThatThrownBy(() -> Lives.begin(worn, new UUID(0, 2), 3))
          .isInstanceOf(DamagedLogException.class)
          .hasMessageContaining(FILE);
    }
  }

  private List<UUID> begin(long process) throws IOException {
    return Lives.begin(disk, new UUID(0, process), 3);
  }

  private static boolean begins(TestingDisk disk, UUID process) {
    try {
      Lives.begin(disk, process, 3);
      return true;
    } catch (IOException failed) {
      return false;
    }
  }

  private static List<UUID> processes(long... numbers) {
    return LongStream.of(numbers).mapToObj(number -> new UUID(0, number)).toList();
  }
}
