package io.aitta.voter;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** A disk in memory that can crash, fail, or lie. */
public final class TestingDisk implements Disk {
  private Map<String, Content> names = new TreeMap<>();
  private Map<String, Content> safeNames = new TreeMap<>();
  private boolean failing;
  private boolean lying;
  private int failsAfter = Integer.MAX_VALUE;
  private int forces;

  /** From now on nothing can be written or forced. */
  public void fail() {
    failing = true;
  }

  /** So many forces more succeed; then it fails. */
  public void failAfter(int more) {
    failsAfter = forces + more;
  }

  /** From now on what it says to be forced is not. */
  public void lie() {
    lying = true;
  }

  /** How often something was forced. */
  public int forces() {
    return forces;
  }

  /** Loses what was not forced, in part or whole; a failing disk is repaired. */
  public void crash(RandomGenerator random) {
    failing = false;
    failsAfter = Integer.MAX_VALUE;
    if (random.nextBoolean()) {
      names = safeNames;
    }
    names.values().forEach(content -> content.crash(random));
    names = new TreeMap<>(names);
    safeNames = new TreeMap<>(names);
  }

  /** A disk that holds the same, for itself. */
  public TestingDisk copy() {
    TestingDisk copy = new TestingDisk();
    names.forEach((name, content) -> copy.names.put(name, content.copy()));
    copy.safeNames = new TreeMap<>(copy.names);
    return copy;
  }

  /** Changes one byte of the file, as a worn disk may. */
  public void flip(String name, int position, int bits) {
    names.get(name).bytes[position] ^= (byte) bits;
  }

  /** How long the file is. */
  public int length(String name) {
    return names.get(name).length;
  }

  /** Cuts the file short, as a crash may. */
  public void truncate(String name, int length) {
    names.get(name).length = length;
  }

  @Override
  public Optional<byte[]> read(String name) {
    return Optional.ofNullable(names.get(name)).map(Content::toBytes);
  }

  @Override
  public LogFile open(String name) {
    return new OpenFile(names.computeIfAbsent(name, created -> new Content()));
  }

  @Override
  public void move(String name, String newName) throws IOException {
    checkWorking();
    names.put(newName, names.remove(name));
  }

  @Override
  public void delete(String name) {
    names.remove(name);
  }

  @Override
  public void forceNames() throws IOException {
    checkWorking();
    if (!lying) {
      safeNames = new TreeMap<>(names);
    }
  }

  @Override
  public void close() {}

  private void checkWorking() throws IOException {
    if (failing) {
      throw new IOException("No space left on device");
    }
  }

  /** What a file holds, and how much of it is safe. */
  private static final class Content {
    private byte[] bytes = new byte[256];
    private int length;
    private int safe;

    byte[] toBytes() {
      return Arrays.copyOf(bytes, length);
    }

    Content copy() {
      Content copy = new Content();
      copy.bytes = bytes.clone();
      copy.length = length;
      copy.safe = length;
      return copy;
    }

    void append(byte[] more, int count) {
      if (length + count > bytes.length) {
        bytes = Arrays.copyOf(bytes, 2 * (length + count));
      }
      System.arraycopy(more, 0, bytes, length, count);
      length += count;
    }

    void crash(RandomGenerator random) {
      if (safe < length) {
        length = safe + random.nextInt(length - safe + 1);
        int hole = safe + random.nextInt(length - safe + 1);
        if (random.nextInt(4) == 0) {
          Arrays.fill(bytes, safe, hole, (byte) 0);
        }
      }
      safe = length;
    }
  }

  /** A file that is being written. */
  private final class OpenFile implements LogFile {
    private final Content content;

    OpenFile(Content content) {
      this.content = content;
    }

    @Override
    public void append(byte[] bytes) throws IOException {
      content.append(bytes, failing ? bytes.length / 2 : bytes.length);
      checkWorking();
    }

    @Override
    public void cut(long length) {
      content.length = (int) length;
      content.safe = Math.min(content.safe, content.length);
    }

    @Override
    public void force() throws IOException {
      failing |= forces >= failsAfter;
      checkWorking();
      forces++;
      if (!lying) {
        content.safe = content.length;
      }
    }

    @Override
    public void close() {}
  }
}
