package io.aitta.voter;

import static java.util.Objects.requireNonNull;

import io.aitta.core.register.model.VoterId;
import io.aitta.core.register.voter.VoterRecord;
import io.aitta.core.register.voter.VoterStorage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * A voter's storage in one file, {@code voter.log}: frames of records, each forced to the disk.
 *
 * <p>The file begins with the voter's identity, which is made with it: where the file is gone the
 * voter is another one. A frame torn by a crash was never answered for and is cut off; any other
 * damage is refused. What no checksum can tell is a disk that loses whole frames at the end after
 * it said that they are safe, or damages the very last one.
 *
 * <p>Overgrown, the log is written anew beside the old one and moved into its place. One thread at
 * a time.
 */
public final class VoterLog implements VoterStorage, Closeable {
  private static final String FILE = "voter.log";
  private static final String NEW_FILE = "voter.log.new";
  private static final int FORMAT = 1;
  private static final int GROWTH = 4;

  private final Disk disk;
  private final VoterId id;
  private final long leastOvergrown;
  private final List<VoterRecord> recovered;
  private Disk.LogFile file;
  private long frames;
  private long length;
  private long lengthWhenNew;

  private VoterLog(Disk disk, byte[] content, long leastOvergrown) throws IOException {
    LogScan scan = LogScan.of(content);
    this.disk = disk;
    this.leastOvergrown = leastOvergrown;
    this.id = readIdentity(scan.frames().get(0).payload());
    this.recovered = readRecords(scan.frames());
    this.frames = scan.frames().size();
    this.length = scan.length();
    this.lengthWhenNew = length;
    this.file = disk.open(FILE);
    if (length < content.length) {
      file.cut(length);
      file.force();
    }
  }

  /**
   * Opens the log of the voter of that name, or makes one for a new voter.
   *
   * @param identities gives a new voter's storage its identity, never the same twice
   * @param leastOvergrown bytes up to which the log is never written anew
   * @throws DamagedLogException when the log is there and not as it was written
   * @throws IOException when the disk fails, or the log is another voter's
   */
  public static VoterLog open(
      Disk disk, String name, Supplier<UUID> identities, long leastOvergrown) throws IOException {
    requireNonNull(disk, "disk is null");
    if (disk.read(FILE).isEmpty()) {
      VoterId id = new VoterId(name, identities.get());
      create(disk, List.of(new Frame(0, writeIdentity(id)))).close();
    }
    byte[] content = disk.read(FILE).orElseThrow();
    VoterLog log = new VoterLog(disk, content, leastOvergrown);
    if (!log.id.name().equals(name)) {
      log.close();
      throw new RefusedDirectoryException(
          "the log is that of voter " + log.id + ", not of " + name + ": check the directory");
    }
    return log;
  }

  /** Which voter this is, by name and by this storage. */
  public VoterId id() {
    return id;
  }

  @Override
  public List<VoterRecord> recovered() {
    return recovered;
  }

  @Override
  public void append(List<VoterRecord> records) throws IOException {
    Frame frame = new Frame(frames, RecordCodec.write(records));
    file.append(frame.toBytes());
    file.force();
    frames++;
    length += frame.length();
  }

  @Override
  public boolean isOvergrown() {
    return length > Math.max(leastOvergrown, lengthWhenNew * GROWTH);
  }

  @Override
  public void replace(List<VoterRecord> records) throws IOException {
    List<Frame> all =
        List.of(new Frame(0, writeIdentity(id)), new Frame(1, RecordCodec.write(records)));
    Disk.LogFile old = file;
    file = create(disk, all);
    old.close();
    frames = all.size();
    length = all.stream().mapToLong(Frame::length).sum();
    lengthWhenNew = length;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private static Disk.LogFile create(Disk disk, List<Frame> frames) throws IOException {
    disk.delete(NEW_FILE);
    Disk.LogFile file = disk.open(NEW_FILE);
    try {
      for (Frame frame : frames) {
        file.append(frame.toBytes());
      }
      file.force();
      disk.move(NEW_FILE, FILE);
      disk.forceNames();
    } catch (IOException failed) {
      file.close();
      throw failed;
    }
    return file;
  }

  private static List<VoterRecord> readRecords(List<Frame> frames) throws DamagedLogException {
    List<VoterRecord> records = new ArrayList<>();
    for (Frame frame : frames.subList(1, frames.size())) {
      try {
        records.addAll(RecordCodec.read(frame.payload()));
      } catch (IOException malformed) {
        throw new DamagedLogException(
            "frame " + frame.sequence() + " cannot be read (" + malformed.getMessage() + ")");
      }
    }
    return List.copyOf(records);
  }

  private static byte[] writeIdentity(VoterId id) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream output = new DataOutputStream(bytes);
    output.writeByte(FORMAT);
    RecordCodec.writeVoter(id, output);
    return bytes.toByteArray();
  }

  private static VoterId readIdentity(byte[] payload) throws IOException {
    DataInputStream input = new DataInputStream(new ByteArrayInputStream(payload));
    int format = input.readUnsignedByte();
    if (format != FORMAT) {
      throw new RefusedDirectoryException(
          "the voter's log has format " + format + ", this version reads format " + FORMAT);
    }
    return RecordCodec.readVoter(input);
  }
}
