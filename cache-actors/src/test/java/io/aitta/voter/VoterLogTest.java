package io.aitta.voter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aitta.core.register.model.Accepted;
import io.aitta.core.register.model.Ballot;
import io.aitta.core.register.model.Generation;
import io.aitta.core.register.model.ProposerId;
import io.aitta.core.register.model.RegisterValue;
import io.aitta.core.register.model.VoterId;
import io.aitta.core.register.voter.VoterRecord;
import io.aitta.core.register.voter.VoterRecord.Active;
import io.aitta.core.register.voter.VoterRecord.Opened;
import io.aitta.core.register.voter.VoterRecord.Promised;
import io.aitta.core.register.voter.VoterRecord.SealedBy;
import io.aitta.core.register.voter.VoterRecord.Voted;
import io.aitta.testing.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VoterLogTest {
  private static final String FILE = "voter.log";
  private static final UUID STORAGE = new UUID(1, 2);
  private static final Generation FIRST =
      new Generation(1, new TreeSet<>(List.of(new VoterId("a", STORAGE))));
  private static final Ballot BALLOT = new Ballot(7, new ProposerId("b", new UUID(3, 4)));

  private final TestingDisk disk = new TestingDisk();

  @Test
  void everyKindOfRecord_comesBack() throws IOException {
    RegisterValue value = RegisterValue.copyOf(new byte[] {1, 2, 3});
    List<VoterRecord> records =
        List.of(
            new Active(FIRST),
            new Opened(FIRST),
            new Promised(1, 3, BALLOT),
            new Voted(1, 4, new Accepted(BALLOT, Optional.of(value))),
            new Voted(1, 5, new Accepted(BALLOT, Optional.empty())),
            new SealedBy(1, FIRST.next(FIRST.voters())));
    open().append(records);
    assertThat(open().recovered()).isEqualTo(records);
  }

  @Test
  void bytes_areFrozen() throws IOException {
    open().append(List.of(new Promised(1, 3, BALLOT)));
    byte[] log = disk.read(FILE).orElseThrow();
    assertThat(HexFormat.of().formatHex(log))
        .isEqualTo(
            "414954560000000000000000000000141a2bb5a3adb74634"
                + "0100016100000000000000010000000000000002"
                + "414954560000000000000001000000285f9a5c6eb0a0a8f0"
                + "020000000000000001000000030000000000000007"
                + "00016200000000000000030000000000000004");
  }

  @Test
  void newLog_isANewVoter() throws IOException {
    VoterId made = VoterLog.open(disk, "a", UUID::randomUUID, 1000).id();
    assertThat(VoterLog.open(disk, "a", UUID::randomUUID, 1000).id()).isEqualTo(made);
    assertThat(VoterLog.open(new TestingDisk(), "a", UUID::randomUUID, 1000).id())
        .isNotEqualTo(made);
  }

  @Test
  void tornFrame_isCutOffWherever() throws IOException {
    open().append(promise(1));
    int whole = disk.length(FILE);
    open().append(promise(2));
    int longer = disk.length(FILE);
    for (int length = whole; length < longer; length++) {
      TestingDisk torn = disk.copy();
      torn.truncate(FILE, length);
      assertThat(open(torn).recovered()).isEqualTo(promise(1));
      assertThat(torn.length(FILE)).isEqualTo(whole);
    }
  }

  @Test
  void afterTheCut_theLogGoesOn() throws IOException {
    open().append(promise(1));
    open().append(promise(2));
    disk.truncate(FILE, disk.length(FILE) - 1);
    open().append(promise(3));
    assertThat(open().recovered()).containsExactly(promise(1).get(0), promise(3).get(0));
  }

  @Test
  void anyFlippedBitBeforeTheLastFrame_refusesToStart() throws IOException {
    open().append(promise(1));
    int whole = disk.length(FILE);
    open().append(promise(2));
    for (int position = 0; position < whole; position++) {
      TestingDisk damaged = disk.copy();
      damaged.flip(FILE, position, 1 << (position % 8));
      assertThatThrownBy(() -> open(damaged))
          .isInstanceOf(DamagedLogException.class)
          .hasMessageContaining("must not start");
    }
  }

  @Test
  void foreignLog_isRefused() throws IOException {
    open();
    assertThatThrownBy(() -> VoterLog.open(disk, "other", UUID::randomUUID, 1000))
        .hasMessageContaining("not of other");
  }

  @Test
  void overgrownLog_isReplacedAndStaysTheSameVoter() throws IOException {
    VoterLog log = VoterLog.open(disk, "a", () -> STORAGE, 500);
    while (!log.isOvergrown()) {
      log.append(promise(1));
    }
    log.replace(promise(9));
    assertThat(log.isOvergrown()).isFalse();
    log.append(promise(10));
    assertThat(disk.length(FILE)).isLessThan(500);
    assertThat(open().recovered()).containsExactly(promise(9).get(0), promise(10).get(0));
    assertThat(open().id()).isEqualTo(log.id());
  }

  @Test
  void crashAnywhere_keepsWhatWasAnswered() throws IOException {
    for (int seed = 0; seed < 300; seed++) {
      TestingDisk crashing = new TestingDisk();
      VoterLog log = VoterLog.open(crashing, "a", () -> STORAGE, 200);
      log.append(promise(1));
      log.replace(promise(2));
      log.append(promise(3));
      crashing.crash(new SplittableRandom(seed));
      assertThat(open(crashing).recovered())
          .as("seed %d", seed)
          .containsExactly(promise(2).get(0), promise(3).get(0));
    }
  }

  @Test
  void failingDisk_throws() throws IOException {
    VoterLog log = open();
    disk.fail();
    assertThatThrownBy(() -> log.append(promise(1))).hasMessageContaining("No space left");
    assertThatThrownBy(() -> log.replace(promise(1))).hasMessageContaining("No space left");
  }

  @Test
  void eachAppend_isForced() throws IOException {
    VoterLog log = open();
    int before = disk.forces();
    log.append(promise(1));
    assertThat(disk.forces()).isEqualTo(before + 1);
  }

  @Test
  void realDirectory_keepsTheLogAndIsLocked(@TempDir Path directory) throws IOException {
    try (DirectoryDisk real = DirectoryDisk.open(directory);
        VoterLog log = open(real)) {
      log.append(promise(1));
      log.replace(promise(2));
      log.append(promise(3));
      assertThatThrownBy(() -> DirectoryDisk.open(directory))
          .hasMessageContaining("another node of this process uses");
      openElsewhere(directory, "another process uses");
    }
    openElsewhere(directory, "opened");
    Path file = directory.resolve(FILE);
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - 3));
    try (DirectoryDisk real = DirectoryDisk.open(directory);
        VoterLog log = open(real)) {
      assertThat(log.recovered()).isEqualTo(promise(2));
    }
  }

  private static void openElsewhere(Path directory, String told) {
    try (ChildJvm other = ChildJvm.start(DirectoryOpener.class, directory.toString())) {
      other.await(told);
    }
  }

  private VoterLog open() throws IOException {
    return open(disk);
  }

  private static VoterLog open(Disk disk) throws IOException {
    return VoterLog.open(disk, "a", () -> STORAGE, 100_000);
  }

  private static List<VoterRecord> promise(int key) {
    return List.of(new Promised(1, key, BALLOT));
  }
}
