package io.aitta.persistence.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.aitta.core.catalog.Catalog;
import io.aitta.core.replication.journal.JournalRecord;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged bytes are refused as such, and nothing of what they hold is handed over or repeated. */
final class StoredDamageTest {
  private static final int CASES = 10_000;
  private static final byte[] TELLING = {0, 1, 0x7F, (byte) 0x80, (byte) 0xFF, 35, 32};

  /** What an exception with its trace and the loading of classes may take. */
  private static final long FREE_BYTES = 512 * 1024;

  /** What objects may take beyond the bytes that describe them. */
  private static final int AMPLIFICATION = 64;

  private static final List<JournalRecord> RECORDS = StoredSamples.events().get("event/several");
  private static final byte[] EVENT = StoredFormat.write(RECORDS);
  private static final Catalog CATALOG = StoredSamples.catalogs().get("catalog/two");

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Test
  void everyTruncation_isDamage() {
    byte[] catalog = StoredFormat.write(CATALOG);
    for (int length = 0; length < EVENT.length; length++) {
      assertDamaged(Arrays.copyOf(EVENT, length));
    }
    for (int length = 0; length < catalog.length; length++) {
      byte[] cut = Arrays.copyOf(catalog, length);
      assertThatExceptionOfType(UnreadableEventException.class)
          .isThrownBy(() -> StoredFormat.readCatalog(cut));
    }
  }

  @Test
  void everyFlippedBit_isDamage() {
    for (int bit = 0; bit < EVENT.length * Byte.SIZE; bit++) {
      byte[] flipped = EVENT.clone();
      flipped[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));
      assertDamaged(flipped);
    }
  }

  @Test
  void bytesOfOthers_areDamage() {
    assertDamaged(new byte[100]);
    assertDamaged(Arrays.copyOf(EVENT, EVENT.length + 1));
    assertDamaged(Arrays.copyOfRange(EVENT, 1, EVENT.length));
  }

  @ParameterizedTest
  @ValueSource(ints = {StoredCodes.VERSION + 1, 127, 255})
  void laterVersion_isRefusedWithWhatToDo(int version) {
    byte[] later = {(byte) version, 99, 98, 97, 0, 0, 0, 0};
    assertThatThrownBy(() -> StoredFormat.read(sealed(later), record -> {}))
        .isInstanceOfSatisfying(
            UnreadableEventException.class, e -> assertThat(e.isOfLaterVersion()).isTrue())
        .hasMessageContaining("stored by a later version of Aitta, in format " + version)
        .hasMessageContaining("start that version or a later one");
    assertThatThrownBy(() -> StoredFormat.readCatalog(sealed(later)))
        .hasMessageContaining("stored by a later version of Aitta");
  }

  @Test
  void versionThatNeverWas_isNotTakenForALaterOne() {
    byte[] bytes = EVENT.clone();
    bytes[0] = 0;
    assertMeaningless(sealed(bytes));
  }

  @Test
  void bytesAfterTheLastRecord_areRefused() {
    assertMeaningless(sealed(Arrays.copyOf(EVENT, EVENT.length + 1)));
  }

  @Test
  void recordThatIsNone_letsNothingPassAndRepeatsNothing() {
    byte[] bytes = EVENT.clone();
    bytes[new String(bytes, ISO_8859_1).lastIndexOf("blue")] = '/';
    List<JournalRecord> read = new ArrayList<>();
    assertThatThrownBy(() -> StoredFormat.read(sealed(bytes), read::add))
        .isInstanceOf(UnreadableEventException.class)
        .hasNoCause()
        .hasMessageNotContaining("lue")
        .hasStackTraceContaining("Tags.<init>");
    assertThat(read).isEmpty();
  }

  @Test
  void damageUnderARightChecksum_isRefusedOrRead_andAllocatesLittle() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    int refused = 0;
    for (int i = 0; i < CASES; i++) {
      refused += isReadable(sealed(damaged(random))) ? 0 : 1;
    }
    assertThat(refused).isBetween(CASES / 4, CASES - 1);
  }

  @Test
  void declaredLengths_areNotBelieved() {
    String none = "00000000";
    for (String event :
        List.of(
            // Two billion records; as many lives; a node's name of two gigabytes.
            "01ffffffff07" + none,
            "010101ffffffff07" + none,
            "010106ffffffff07" + none,
            // Two billion effects of a change from 0-0 to 0-1.
            "010103" + "00" + "0000" + "0002" + "01" + "ffffffff07" + none)) {
      assertThat(isReadable(sealed(HexFormat.of().parseHex(event)))).as(event).isFalse();
    }
  }

  @Test
  void faultOfWhoTakesTheRecords_isNotTakenForDamage() {
    assertThatThrownBy(
            () ->
                StoredFormat.read(
                    EVENT,
                    record -> {
                      throw new IllegalStateException("no room");
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no room");
  }

  private boolean isReadable(byte[] event) {
    long before = threads.getCurrentThreadAllocatedBytes();
    boolean readable = true;
    try {
      StoredFormat.read(event, record -> {});
    } catch (UnreadableEventException expected) {
      readable = false;
    }
    assertThat(threads.getCurrentThreadAllocatedBytes() - before)
        .as(() -> HexFormat.of().formatHex(event))
        .isLessThan(FREE_BYTES + (long) AMPLIFICATION * event.length);
    return readable;
  }

  private static void assertDamaged(byte[] event) {
    List<JournalRecord> read = new ArrayList<>();
    assertThatThrownBy(() -> StoredFormat.read(event, read::add))
        .isInstanceOfSatisfying(
            UnreadableEventException.class, e -> assertThat(e.isOfLaterVersion()).isFalse())
        .hasMessageContaining("is damaged: its " + event.length + " bytes do not match");
    assertThat(read).isEmpty();
  }

  private static void assertMeaningless(byte[] event) {
    List<JournalRecord> read = new ArrayList<>();
    assertThatThrownBy(() -> StoredFormat.read(event, read::add))
        .isInstanceOfSatisfying(
            UnreadableEventException.class, e -> assertThat(e.isOfLaterVersion()).isFalse())
        .hasMessageContaining("is none, though its " + event.length + " bytes match");
    assertThat(read).isEmpty();
  }

  private static byte[] damaged(Random random) {
    byte[] bytes = EVENT.clone();
    for (int times = 1 + random.nextInt(4); times > 0; times--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
        case 1 -> bytes[at] = TELLING[random.nextInt(TELLING.length)];
        case 2 -> bytes[at] = (byte) random.nextInt();
        default -> bytes = Arrays.copyOf(bytes, Math.max(at, 9));
      }
    }
    bytes[0] = StoredCodes.VERSION;
    return bytes;
  }

  /** The same bytes with the checksum that belongs to them in place of their last four. */
  private static byte[] sealed(byte[] bytes) {
    byte[] sealed = bytes.clone();
    CRC32C checksum = new CRC32C();
    checksum.update(sealed, 0, sealed.length - Integer.BYTES);
    ByteBuffer.wrap(sealed).putInt(sealed.length - Integer.BYTES, (int) checksum.getValue());
    return sealed;
  }
}
