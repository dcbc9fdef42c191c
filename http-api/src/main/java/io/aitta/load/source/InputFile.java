package io.aitta.load.source;

import com.github.luben.zstd.ZstdInputStream;
import io.aitta.console.OperatorException;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;

/** A file that is read from its beginning, unpacked on the way where its name says so. */
public final class InputFile implements AutoCloseable {
  private static final int BUFFER = 1 << 16;

  private final long size;
  private final AtomicLong read = new AtomicLong();
  private final InputStream content;

  private InputFile(Path path) throws IOException {
    this.size = Files.size(path);
    this.content = unpacked(path, new Counting(Files.newInputStream(path), read));
  }

  /**
   * Opens a file; {@code .zst} and {@code .gz} are unpacked.
   *
   * @throws OperatorException when it cannot be read
   */
  public static InputFile open(Path path) {
    try {
      return new InputFile(path);
    } catch (IOException e) {
      throw new OperatorException(path + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** The name without what says how it is packed: {@code OLTP.lis} for {@code OLTP.lis.zst}. */
  public static String nameUnpacked(Path path) {
    return path.getFileName().toString().replaceFirst("(?i)\\.(zst|gz)$", "");
  }

  /** What is in it; can mark and reset. */
  public InputStream content() {
    return content;
  }

  /** Its bytes as they are stored. */
  public long size() {
    return size;
  }

  /** How many of these bytes have been read. May be asked from any thread. */
  public long position() {
    return read.get();
  }

  @Override
  public void close() throws IOException {
    content.close();
  }

  private static InputStream unpacked(Path path, InputStream stored) throws IOException {
    InputStream buffered = new BufferedInputStream(stored, BUFFER);
    String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".zst")) {
      return new BufferedInputStream(new ZstdInputStream(buffered), BUFFER);
    }
    return name.endsWith(".gz")
        ? new BufferedInputStream(new GZIPInputStream(buffered), BUFFER)
        : buffered;
  }

  /** Counts what goes through. */
  private static final class Counting extends FilterInputStream {
    private final AtomicLong count;

    Counting(InputStream in, AtomicLong count) {
      super(in);
      this.count = count;
    }

    @Override
    public int read() throws IOException {
      int next = super.read();
      count.addAndGet(next < 0 ? 0 : 1);
      return next;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int n = super.read(bytes, offset, length);
      count.addAndGet(Math.max(0, n));
      return n;
    }
  }
}
