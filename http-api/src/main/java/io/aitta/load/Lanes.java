package io.aitta.load;

import io.aitta.console.OperatorException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/**
 * Workers side by side, each with a short queue. Items of one key go through one lane, so they keep
 * their order; items of different keys keep it but for the length of the queues. One thread feeds
 * the lanes; what waits in them is bounded in number and in bytes.
 *
 * @param <T> an item of work
 */
public final class Lanes<T> implements AutoCloseable {
  private static final int MOST_KIB = 64 << 10;
  private static final long LOOK_FOR_FAILURE_MILLIS = 200;

  private final List<Lane> lanes = new ArrayList<>();
  private final Semaphore room = new Semaphore(MOST_KIB);
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private final ToIntFunction<T> bytes;
  private final Consumer<List<T>> work;
  private final int batch;

  /**
   * Starts the workers.
   *
   * @param batch the most items a worker takes at a time
   * @param depth how many items may wait in a lane
   * @param bytes how much room an item takes
   * @param work what is done with items of one lane, in order
   */
  public Lanes(int count, int batch, int depth, ToIntFunction<T> bytes, Consumer<List<T>> work) {
    this.batch = batch;
    this.bytes = bytes;
    this.work = work;
    for (int i = 0; i < count; i++) {
      lanes.add(new Lane("lane-" + i, depth));
    }
    lanes.forEach(Thread::start);
  }

  /**
   * Adds an item; waits while its lane is full.
   *
   * @throws RuntimeException what a worker has failed with, or what says so
   */
  public void add(String key, T item) throws InterruptedException {
    while (!room.tryAcquire(size(item), LOOK_FOR_FAILURE_MILLIS, TimeUnit.MILLISECONDS)) {
      rethrow();
    }
    Lane lane = lanes.get(Math.floorMod(key.hashCode(), lanes.size()));
    while (!lane.queue.offer(item, LOOK_FOR_FAILURE_MILLIS, TimeUnit.MILLISECONDS)) {
      rethrow();
    }
    rethrow();
  }

  /**
   * Waits until all that was added is done.
   *
   * @throws RuntimeException what a worker has failed with, or what says so
   */
  public void finish() throws InterruptedException {
    for (Lane lane : lanes) {
      lane.closing = true;
    }
    for (Lane lane : lanes) {
      lane.join();
    }
    rethrow();
  }

  /** Stops the workers, done or not. */
  @Override
  public void close() {
    lanes.forEach(Thread::interrupt);
  }

  private int size(T item) {
    return Math.min(MOST_KIB, 1 + bytes.applyAsInt(item) / 1024);
  }

  private void rethrow() {
    Throwable thrown = failure.get();
    if (thrown instanceof RuntimeException exception) {
      throw exception;
    }
    if (thrown != null) {
      throw new OperatorException(
          "it has failed at " + thrown + "; start it again, with less --concurrency", thrown);
    }
  }

  /** One worker. */
  private final class Lane extends Thread {
    private final BlockingQueue<T> queue;
    private volatile boolean closing;

    Lane(String name, int depth) {
      super(name);
      setDaemon(true);
      this.queue = new ArrayBlockingQueue<>(depth);
    }

    @Override
    public void run() {
      try {
        while (failure.get() == null && takeSome()) {}
      } catch (InterruptedException e) {
        failure.compareAndSet(null, new OperatorException(OperatorException.INTERRUPTED, e));
      } catch (Throwable e) { // A lane that ends without a word would lose what waits in it.
        failure.compareAndSet(null, e);
      }
    }

    /** Does what waits; false when nothing more will come. */
    private boolean takeSome() throws InterruptedException {
      boolean last = closing;
      T first = queue.poll(LOOK_FOR_FAILURE_MILLIS, TimeUnit.MILLISECONDS);
      if (first == null) {
        return !last;
      }
      List<T> items = new ArrayList<>();
      items.add(first);
      queue.drainTo(items, batch - 1);
      work.accept(items);
      items.forEach(item -> room.release(size(item)));
      return true;
    }
  }
}
