package io.aitta.persistence.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.persistence.file.Disk;
import io.aitta.persistence.table.Change;
import io.aitta.persistence.table.StoredEvent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.h2.store.fs.FileBaseDefault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The power goes as a commit is being forced: of all sectors that were written since the last force
 * some are on the disk and some are not, in any order. All that was acknowledged has to be there.
 */
final class PowerLossTest {
  private static final int SECTOR = 4096;

  @TempDir private Path directory;
  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);
  private final Map<String, TornChannel> channels = new ConcurrentHashMap<>();
  private final Map<String, Integer> submitted = new TreeMap<>();
  private final Map<String, Integer> acknowledged = new TreeMap<>();
  private final Map<String, Integer> deleted = new TreeMap<>();
  private final List<Torn> losses = new ArrayList<>();

  /**
   * The files as the power left them, and how many events of each log were acknowledged by then.
   */
  private record Torn(
      Map<String, byte[]> files, Map<String, Integer> acknowledged, Map<String, Integer> deleted) {}

  @Test
  void powerLoss_atAnyForce_keepsWhatWasAcknowledged() throws IOException {
    System.out.println("seed " + seed);
    try (TestingStore store =
        new TestingStore(
            EventStore.open(TestingStore.settings(directory.resolve("whole")), new TornDisk()))) {
      List<CompletableFuture<?>> answers = new ArrayList<>();
      for (int step = 0; step < 400; step++) {
        answers.add(write(store));
        if (random.nextInt(4) == 0) {
          CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).join();
          answers.clear();
        }
      }
    }
    assertThat(losses).hasSizeGreaterThanOrEqualTo(100);
    int number = 0;
    for (Torn torn : losses) {
      check(torn, directory.resolve("torn-" + number++));
    }
  }

  private CompletableFuture<?> write(TestingStore store) {
    String id = "log-" + random.nextInt(4);
    int next = submitted.getOrDefault(id, 0) + 1;
    if (next > 5 && random.nextInt(4) == 0) {
      synchronized (this) {
        deleted.merge(id, next - 5, Math::max);
      }
      return store.submit(new Change.DeleteTo(id, next - 5));
    }
    submitted.put(id, next);
    return store
        .submit(TestingStore.appending(id, next, event(id, next)))
        .whenComplete((done, failure) -> acknowledge(id, next));
  }

  private synchronized void acknowledge(String id, int number) {
    acknowledged.put(id, number);
  }

  private static byte[] event(String id, long number) {
    byte[] event = new byte[200 + (int) (number * 977 % 5000)];
    new Random(id.hashCode() + number).nextBytes(event);
    return event;
  }

  private void check(Torn torn, Path place) throws IOException {
    Files.createDirectories(place);
    for (Map.Entry<String, byte[]> file : torn.files.entrySet()) {
      Files.write(place.resolve(file.getKey()), file.getValue());
    }
    try (TestingStore store = TestingStore.open(place)) {
      torn.acknowledged.forEach(
          (id, count) -> {
            List<StoredEvent> events = store.replay(id);
            assertThat(events.get(0).sequenceNr())
                .isLessThanOrEqualTo(torn.deleted.getOrDefault(id, 0) + 1);
            assertThat(events.get(events.size() - 1).sequenceNr())
                .isBetween((long) count, (long) submitted.get(id));
            events.forEach(e -> assertThat(e.bytes()).isEqualTo(event(id, e.sequenceNr())));
          });
    }
  }

  /** Of all files some is lost of what was written since each was last forced. */
  private synchronized void losePower() throws IOException {
    Map<String, Integer> known = new TreeMap<>(acknowledged);
    Map<String, byte[]> left = new TreeMap<>();
    for (Map.Entry<String, TornChannel> file : channels.entrySet()) {
      left.put(file.getKey(), lose(file.getValue().forced, file.getValue().content()));
    }
    Path witness = directory.resolve("whole").resolve(StoreFiles.WITNESS);
    left.put(StoreFiles.WITNESS, Files.readAllBytes(witness));
    losses.add(new Torn(left, known, new TreeMap<>(deleted)));
  }

  private byte[] lose(byte[] before, byte[] now) {
    byte[] left = Arrays.copyOf(now, random.nextBoolean() ? now.length : longer(before, now));
    if (left.length > now.length) {
      System.arraycopy(before, now.length, left, now.length, left.length - now.length);
    }
    for (int at = 0; at < left.length; at += SECTOR) {
      int end = Math.min(at + SECTOR, Math.min(left.length, before.length));
      if (at < end && random.nextBoolean()) {
        System.arraycopy(before, at, left, at, end - at);
      } else if (at >= before.length && random.nextBoolean()) {
        Arrays.fill(left, at, Math.min(at + SECTOR, left.length), (byte) 0);
      }
    }
    return left;
  }

  /** A file that was to become shorter may still be as long as it was. */
  private static int longer(byte[] before, byte[] now) {
    return Math.max(before.length, now.length);
  }

  /** Keeps the state of the files at each force. */
  private final class TornDisk implements Disk {
    private final Disk real = Disk.real();

    @Override
    public FileChannel open(Path file) throws IOException {
      FileChannel channel = real.open(file);
      String name = file.getFileName().toString();
      if (name.equals(StoreFiles.WITNESS) || name.endsWith(".new")) {
        return channel;
      }
      TornChannel torn = new TornChannel(file, channel);
      channels.put(name, torn);
      return torn;
    }

    @Override
    public void move(Path from, Path to) throws IOException {
      real.move(from, to);
    }

    @Override
    public void forceNames(Path names) throws IOException {
      real.forceNames(names);
    }
  }

  private final class TornChannel extends FileBaseDefault {
    private final Path path;
    private final FileChannel file;
    private volatile byte[] forced;

    TornChannel(Path path, FileChannel file) throws IOException {
      this.path = path;
      this.file = file;
      this.forced = Files.readAllBytes(path);
    }

    byte[] content() throws IOException {
      return Files.readAllBytes(path);
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public synchronized int read(ByteBuffer target, long position) throws IOException {
      return file.read(target, position);
    }

    @Override
    public synchronized int write(ByteBuffer source, long position) throws IOException {
      return file.write(source, position);
    }

    @Override
    protected void implTruncate(long size) throws IOException {
      file.truncate(size);
    }

    @Override
    public void force(boolean metadata) throws IOException {
      byte[] now = content();
      losePower();
      forced = now;
    }

    @Override
    protected void implCloseChannel() throws IOException {
      file.close();
    }
  }
}
