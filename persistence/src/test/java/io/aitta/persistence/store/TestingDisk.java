package io.aitta.persistence.store;

import io.aitta.persistence.file.Disk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.store.fs.FileBaseDefault;

/** A real disk that fills up, fails to force, or forces only when it may. */
final class TestingDisk implements Disk {
  private static final int ALWAYS = Integer.MAX_VALUE / 2;

  private final Disk real = Disk.real();
  private final Semaphore mayForce = new Semaphore(ALWAYS);
  private final AtomicInteger writes = new AtomicInteger();
  private final AtomicInteger forcesOfFailed = new AtomicInteger();
  private final List<String> forced = new CopyOnWriteArrayList<>();
  private volatile boolean isFull;
  private volatile boolean failsToForce;

  void fill() {
    isFull = true;
  }

  void empty() {
    isFull = false;
  }

  void failToForce() {
    failsToForce = true;
  }

  void forceAgain() {
    failsToForce = false;
  }

  /** From now on each force waits for {@link #letForce}. */
  void holdForces() {
    mayForce.drainPermits();
  }

  void letForce(int times) {
    mayForce.release(times);
  }

  int writes() {
    return writes.get();
  }

  /** The files that were forced, one name for each force. */
  List<String> forced() {
    return forced;
  }

  boolean someForceWaits() {
    return mayForce.hasQueuedThreads();
  }

  /** How often a channel was forced that had failed to before. */
  int forcesOfFailedChannels() {
    return forcesOfFailed.get();
  }

  @Override
  public FileChannel open(Path file) throws IOException {
    return new Channel(file.getFileName().toString(), real.open(file));
  }

  @Override
  public void move(Path from, Path to) throws IOException {
    real.move(from, to);
  }

  @Override
  public void forceNames(Path directory) throws IOException {
    real.forceNames(directory);
  }

  private final class Channel extends FileBaseDefault {
    private final String name;
    private final FileChannel file;
    private boolean hasFailed;

    Channel(String name, FileChannel file) {
      this.name = name;
      this.file = file;
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
      if (isFull) {
        throw new IOException("No space left on device");
      }
      writes.incrementAndGet();
      return file.write(source, position);
    }

    @Override
    protected void implTruncate(long size) throws IOException {
      file.truncate(size);
    }

    @Override
    public void force(boolean metadata) throws IOException {
      mayForce.acquireUninterruptibly();
      if (hasFailed) {
        forcesOfFailed.incrementAndGet();
      }
      if (failsToForce) {
        hasFailed = true;
        throw new IOException("Input/output error");
      }
      file.force(metadata);
      forced.add(name);
    }

    @Override
    protected void implCloseChannel() throws IOException {
      file.close();
    }
  }
}
