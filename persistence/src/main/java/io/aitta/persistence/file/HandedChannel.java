package io.aitta.persistence.file;

import java.io.FileNotFoundException;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.h2.store.fs.FilePath;

/**
 * The name of a channel that is open already: MVStore opens its file by a name and takes no
 * channel. Each name serves once.
 */
public final class HandedChannel extends FilePath {
  private static final String SCHEME = "aitta";
  private static final Map<String, FileChannel> HANDED = new ConcurrentHashMap<>();
  private static final AtomicLong NUMBER = new AtomicLong();

  static {
    FilePath.register(new HandedChannel(""));
  }

  private HandedChannel(String name) {
    this.name = name;
  }

  /** Names a channel. Whoever opens that name gets it, and closes it. */
  public static String name(FileChannel channel) {
    String name = SCHEME + ":" + NUMBER.incrementAndGet();
    HANDED.put(name, channel);
    return name;
  }

  /** Forgets a name that nobody has opened. */
  public static void forget(String name) {
    HANDED.remove(name);
  }

  @Override
  public FileChannel open(String mode) throws FileNotFoundException {
    FileChannel channel = HANDED.remove(name);
    if (channel == null) {
      throw new FileNotFoundException("no channel was handed over as " + name);
    }
    return channel;
  }

  @Override
  public String getScheme() {
    return SCHEME;
  }

  @Override
  public FilePath getPath(String path) {
    return new HandedChannel(path);
  }

  @Override
  public boolean exists() {
    return HANDED.containsKey(name);
  }

  @Override
  public boolean canWrite() {
    return true;
  }

  @Override
  public FilePath getParent() {
    return null;
  }

  @Override
  public FilePath toRealPath() {
    return this;
  }

  @Override
  public boolean isAbsolute() {
    return true;
  }

  @Override
  public boolean isDirectory() {
    return false;
  }

  @Override
  public boolean isRegularFile() {
    return true;
  }

  @Override
  public long size() {
    throw unsupported();
  }

  @Override
  public long lastModified() {
    throw unsupported();
  }

  @Override
  public void moveTo(FilePath target, boolean replace) {
    throw unsupported();
  }

  @Override
  public boolean createFile() {
    throw unsupported();
  }

  @Override
  public void createDirectory() {
    throw unsupported();
  }

  @Override
  public void delete() {
    throw unsupported();
  }

  @Override
  public List<FilePath> newDirectoryStream() {
    throw unsupported();
  }

  @Override
  public boolean setReadOnly() {
    throw unsupported();
  }

  private UnsupportedOperationException unsupported() {
    return new UnsupportedOperationException(name + " is no file but an open channel");
  }
}
