package io.aitta.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.management.ThreadMXBean;
import io.aitta.wire.codec.MalformedMessageException;
import io.aitta.wire.codec.WireCodes;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Valid messages, damaged: each is read as a message or refused as malformed, at little cost. */
class HostileBytesTest {
  private static final int CASES = 30_000;
  private static final int MAX_DAMAGE = 4;
  private static final String MANIFESTS = "QAKCGXNRV";
  private static final byte[] TELLING = {0, 1, 0x7F, (byte) 0x80, (byte) 0xFF, 35, 32};

  /** What an exception with its trace and the loading of classes may take. */
  private static final long FREE_BYTES = 512 * 1024;

  /** What objects may take beyond the bytes that describe them. */
  private static final int AMPLIFICATION = 64;

  /** The same where most bytes are not even looked at. */
  private static final int FEW = 4;

  /** Version, origin, id, partition, epoch, timeout, no id, and a cache named a. */
  private static final String REQUEST_UNTIL_OPERATION =
      "02" + zeros(32) + "00" + zeros(8) + "0161" + zeros(16);

  /** A node, voter or proposer named a. */
  private static final String MEMBER = "0161" + zeros(16);

  /** A put of an empty value under the key a, without lifetime and tags. */
  private static final String PUT_UNTIL_CONDITION =
      REQUEST_UNTIL_OPERATION + "020161" + "0000" + zeros(16) + "00";

  private static final String RESPONSE_UNTIL_REPLY = "02" + zeros(24) + "01";

  /** Two members named a, and one line with its partition. */
  private static final String POST_UNTIL_MESSAGE = "02" + MEMBER + MEMBER + "01" + zeros(4);

  /** Epoch, and the versions 0-0 and 0-1. */
  private static final String APPEND_UNTIL_EFFECTS =
      POST_UNTIL_MESSAGE + "02" + zeros(8) + zeros(16) + zeros(15) + "01";

  /** Epoch, feed, number. */
  private static final String CATCH_UP_UNTIL_STEP = POST_UNTIL_MESSAGE + "08" + zeros(24);

  /** An answer of a voter named a to a question under the first ballot. */
  private static final String PROMISES_UNTIL_KEYS =
      "02" + "02" + "01" + MEMBER + zeros(8) + zeros(7) + "01" + MEMBER;

  private final AittaSerializer serializer = new AittaSerializer();
  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Loads what reading and refusing load once, so that it is not taken for a reader's cost. */
  @BeforeEach
  void warmUp() {
    AittaSerializer other = new AittaSerializer();
    for (Object sample : WireSamples.all().values()) {
      byte[] bytes = other.toBinary(sample);
      other.fromBinary(bytes, other.manifest(sample));
      byte[] half = Arrays.copyOf(bytes, bytes.length / 2);
      assertThatExceptionOfType(MalformedMessageException.class)
          .isThrownBy(() -> other.fromBinary(half, other.manifest(sample)));
    }
  }

  @Test
  void damagedMessage_isMalformedOrAMessage_andAllocatesLittle() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    List<Object> samples = List.copyOf(WireSamples.all().values());
    int malformed = 0;
    for (int i = 0; i < CASES; i++) {
      Object sample = samples.get(random.nextInt(samples.size()));
      byte[] bytes = damaged(serializer.toBinary(sample), random);
      malformed += isReadable(bytes, serializer.manifest(sample)) ? 0 : 1;
    }
    assertThat(malformed).isBetween(CASES / 4, CASES - 1);
    assertThat(serializer.counters().malformed()).isEqualTo(malformed);
  }

  @Test
  void everyTruncation_isMalformed() {
    for (Map.Entry<String, Object> sample : WireSamples.all().entrySet()) {
      byte[] bytes = serializer.toBinary(sample.getValue());
      for (int length = 0; length < bytes.length; length++) {
        assertThat(isReadable(Arrays.copyOf(bytes, length), serializer.manifest(sample.getValue())))
            .as("%s cut to %d", sample.getKey(), length)
            .isFalse();
      }
    }
  }

  @Test
  void randomBytes_allocateLittle() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < CASES; i++) {
      byte[] bytes = new byte[1 + random.nextInt(200)];
      random.nextBytes(bytes);
      bytes[0] = WireCodes.VERSION;
      isReadable(bytes, String.valueOf(MANIFESTS.charAt(i % MANIFESTS.length())));
    }
  }

  @Test
  void declaredLengths_areNotBelieved() {
    for (String hex :
        List.of(
            // A key of nearly two gigabytes in a get.
            "Q " + REQUEST_UNTIL_OPERATION + "01ffffffff07",
            // A batch reply of a quarter of a billion replies.
            "A " + RESPONSE_UNTIL_REPLY + "23ffffff7f",
            // A chunk of two gigabytes.
            "C 02" + zeros(28) + "ffffffff07",
            // A node whose name has two gigabytes, a catalog of two billion names.
            "N 02" + zeros(16) + "ffffffff07",
            "K 0217" + zeros(8) + "ffffffff07",
            // Two billion effects, requests, entries and keys.
            "R " + APPEND_UNTIL_EFFECTS + "ffffffff07",
            "R " + CATCH_UP_UNTIL_STEP + "01ffffffff07",
            "R " + CATCH_UP_UNTIL_STEP + "02ffffffff07",
            "V " + PROMISES_UNTIL_KEYS + "ffffffff07")) {
      String[] parts = hex.split(" ", 2);
      assertThat(isReadable(HexFormat.of().parseHex(parts[1]), parts[0])).as(hex).isFalse();
    }
  }

  @Test
  void countsThatLie_makeNoRoomForThemselves() {
    byte[] zeros = new byte[1 << 20];
    for (String hex :
        List.of(
            // A put whose condition names, and an invalidation that selects, a million of things.
            "Q " + PUT_UNTIL_CONDITION + "02808040",
            "Q " + REQUEST_UNTIL_OPERATION + "2101808040",
            // As many tags as may be, all empty.
            "Q " + REQUEST_UNTIL_OPERATION + "2101808004",
            // A batch reply and a page of a million of things, a catalog of a million names.
            "A " + RESPONSE_UNTIL_REPLY + "23808040",
            "A " + RESPONSE_UNTIL_REPLY + "20808040",
            "K 0217" + zeros(8) + "808040",
            // Nearly a million effects, requests, origins, entries and keys.
            "R " + APPEND_UNTIL_EFFECTS + "ffff3f",
            "R " + CATCH_UP_UNTIL_STEP + "01ffff3f",
            "R " + CATCH_UP_UNTIL_STEP + "0100ffff3f",
            "R " + CATCH_UP_UNTIL_STEP + "02ffff3f",
            "V " + PROMISES_UNTIL_KEYS + "ffff3f",
            // As many keys as may be, all zero.
            "V " + PROMISES_UNTIL_KEYS + "8120",
            // Partitions that are all zero.
            "N 02" + zeros(16) + "000000" + zeros(8) + "8008")) {
      String[] parts = hex.split(" ", 2);
      byte[] head = HexFormat.of().parseHex(parts[1]);
      byte[] bytes = Arrays.copyOf(head, head.length + zeros.length);
      assertThat(isReadable(bytes, parts[0], FEW)).as(hex).isFalse();
    }
  }

  /** Reads, lets nothing but the one exception pass, and bounds what the reading allocates. */
  private boolean isReadable(byte[] bytes, String manifest) {
    return isReadable(bytes, manifest, AMPLIFICATION);
  }

  private boolean isReadable(byte[] bytes, String manifest, int amplification) {
    long before = threads.getCurrentThreadAllocatedBytes();
    boolean readable;
    try {
      readable = serializer.fromBinary(ByteBuffer.wrap(bytes), manifest) != null;
    } catch (MalformedMessageException expected) {
      readable = false;
    }
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(allocated)
        .as(() -> manifest + " " + HexFormat.of().formatHex(bytes, 0, Math.min(256, bytes.length)))
        .isLessThan(FREE_BYTES + (long) amplification * bytes.length);
    return readable;
  }

  private static String zeros(int bytes) {
    return "00".repeat(bytes);
  }

  private static byte[] damaged(byte[] original, Random random) {
    byte[] bytes = original;
    for (int times = 1 + random.nextInt(MAX_DAMAGE); times > 0 && bytes.length > 0; times--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(5)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
        case 1 -> bytes[at] = TELLING[random.nextInt(TELLING.length)];
        case 2 -> bytes[at] = (byte) random.nextInt();
        case 3 -> bytes = Arrays.copyOf(bytes, at);
        default -> bytes = Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(8));
      }
    }
    return bytes;
  }
}
