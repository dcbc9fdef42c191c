package io.aitta.persistence.copies;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How large the embedded journal becomes while small values are overwritten without a pause. */
final class OverwritesTest {
  private static final int VALUE = 200;
  private static final int LOOK_EVERY = 256;

  /** What the file may have besides, however little there is. */
  private static final long FLOOR = 24 << 20;

  @TempDir private Path directory;
  private final Random random = new Random(11);

  @Test
  void overwrites_ofManyPartitions_takeThreeTimesTheLiveDataAtMost() throws Exception {
    Used used = overwrite(32, 80_000, 1);
    assertThat(used.live()).isGreaterThan(20 << 20);
    assertThat(used.most()).as("of %d live", used.live()).isLessThanOrEqualTo(3 * used.live());
  }

  @Test
  void overwrites_ofOnePartition_takeThreeTimesTheLiveDataAtMost() throws Exception {
    Used used = overwrite(1, 80_000, 1);
    assertThat(used.most()).as("of %d live", used.live()).isLessThanOrEqualTo(3 * used.live());
  }

  @Test
  void overwrites_ofLittle_takeThreeTimesTheLiveDataAndAFloorAtMost() throws Exception {
    Used used = overwrite(64, 10_000, 10);
    assertThat(used.live()).isBetween(2L << 20, 5L << 20);
    assertThat(used.most())
        .as("of %d live", used.live())
        .isLessThanOrEqualTo(3 * used.live() + FLOOR);
  }

  /**
   * How large the file was.
   *
   * @param live how many bytes the entries take
   * @param most the size of the file, at most
   */
  private record Used(long live, long most) {}

  /** Writes so many entries, and each some times more on the average. */
  private Used overwrite(int partitions, int entries, int times) throws Exception {
    try (TestingDiskNode node = new TestingDiskNode(JournaledDiskTest.settings(directory))) {
      Overwriting overwriting = new Overwriting(node.disk(), partitions, VALUE, random);
      for (int key = 0; key < entries; key++) {
        overwriting.put(key);
      }
      long most = 0;
      for (int i = 0; i < entries * times; i++) {
        overwriting.put(random.nextInt(entries));
        if (i % LOOK_EVERY == 0) {
          most = Math.max(most, Files.size(directory.resolve("store.mv")));
        }
      }
      overwriting.settle(0);
      return new Used(overwriting.liveBytes(), most);
    }
  }
}
