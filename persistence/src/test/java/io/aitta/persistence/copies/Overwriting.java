package io.aitta.persistence.copies;

import io.aitta.core.model.Entry;
import io.aitta.core.partition.CopyPosition;
import io.aitta.core.replication.history.RequestLimits;
import io.aitta.core.replication.journal.CopyRestorer;
import io.aitta.core.replication.journal.RestoredCopy;
import io.aitta.durability.PartitionDisk;
import io.aitta.durability.UnreadableDiskException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Copies on one disk whose entries are overwritten without a pause. */
final class Overwriting {
  /** How many records may wait for the disk, as of so many writers. */
  private static final int MOST_WAITING = 256;

  private static final int LOOK_EVERY = 16;

  private final Random random;
  private final int valueBytes;
  private final List<Partition> partitions = new ArrayList<>();
  private final BlockingQueue<Runnable> told = new LinkedBlockingQueue<>();
  private long waiting;
  private long steps;

  Overwriting(JournaledDisk disk, int partitions, int valueBytes, Random random)
      throws InterruptedException {
    this.random = random;
    this.valueBytes = valueBytes;
    for (int number = 0; number < partitions; number++) {
      Partition partition = new Partition(number);
      this.partitions.add(partition);
      PartitionDisk opened = disk.open(number, partition::restorer, partition);
      told.take().run();
      partition.writing = partition.copies.writeTo(opened);
    }
  }

  /** Writes an entry, and waits while too many wait for the disk. */
  void put(int key) throws InterruptedException {
    Partition partition = partitions.get(key % partitions.size());
    byte[] value = new byte[valueBytes];
    random.nextBytes(value);
    waiting -= partition.writing.last();
    partition.writing.put("key-" + key, value);
    waiting += partition.writing.last();
    if (++steps % LOOK_EVERY == 0) {
      partitions.forEach(this::look);
    }
    settle(MOST_WAITING);
  }

  private void look(Partition partition) {
    waiting -= partition.writing.last();
    partition.writing.log().look(partition.writing.copy(), 1);
    waiting += partition.writing.last();
  }

  /** Waits until no more than so many records wait for the disk. */
  void settle(int most) throws InterruptedException {
    for (Runnable next = told.poll(); next != null || waiting > most; next = told.poll()) {
      (next == null ? told.take() : next).run();
    }
  }

  /** How many bytes all entries take. */
  long liveBytes() {
    return partitions.stream().mapToLong(Partition::liveBytes).sum();
  }

  private final class Partition implements PartitionDisk.Listener {
    private final TestingCopy copies;
    private TestingCopy.Writing writing;
    private long storedUpTo;
    private long liveBytes;

    Partition(int number) {
      this.copies = new TestingCopy(number);
    }

    CopyRestorer restorer() {
      return new CopyRestorer(copies::partition, RequestLimits.DEFAULT);
    }

    @Override
    public void restored(Optional<RestoredCopy> copy) {
      told.add(() -> {});
    }

    @Override
    public void stored(long number) {
      told.add(
          () -> {
            waiting -= number - storedUpTo;
            storedUpTo = number;
            writing.log().stored(number);
          });
    }

    @Override
    public void unreadable(UnreadableDiskException fault) {
      told.add(
          () -> {
            throw fault;
          });
    }

    @Override
    public void failed() {
      told.add(
          () -> {
            throw new AssertionError("the disk failed");
          });
    }

    long liveBytes() {
      liveBytes = 0;
      Optional<CopyPosition> at = Optional.of(CopyPosition.START);
      while (at.isPresent()) {
        at = writing.copy().partition().copy(at.get(), (cache, entry) -> count(entry));
      }
      return liveBytes;
    }

    private boolean count(Entry entry) {
      liveBytes += entry.bytes();
      return true;
    }
  }
}
