package io.aitta.voter;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The processes that had a voter's directory open, in a file of its own, {@code voter.lives}. The
 * directory is locked by one at a time: whoever has it open knows that the former ones have ended.
 *
 * <p>The file is one frame: {@code format(1) process(16)…}, the latest last. It is written beside
 * the old one and moved into its place.
 */
final class Lives {
  private static final String FILE = "voter.lives";
  private static final String NEW_FILE = "voter.lives.new";
  private static final byte FORMAT = 1;

  private Lives() {}

  /**
   * Notes that a process has the directory open; when this returns the note survives a loss of
   * power.
   *
   * @param most how many are remembered; of more the oldest are forgotten
   * @return the former processes, the latest last
   * @throws DamagedLogException when the file is not as it was written
   * @throws IOException when the disk fails
   */
  static List<UUID> begin(Disk disk, UUID process, int most) throws IOException {
    requireNonNull(process, "process is null");
    Optional<byte[]> content = disk.read(FILE);
    List<UUID> former = new ArrayList<>(content.isPresent() ? read(content.get()) : List.of());
    former.remove(process);
    List<UUID> remembered = latest(former, most);
    List<UUID> all = new ArrayList<>(remembered);
    all.add(process);
    write(disk, latest(all, most));
    return remembered;
  }

  private static List<UUID> latest(List<UUID> processes, int most) {
    return List.copyOf(processes.subList(Math.max(0, processes.size() - most), processes.size()));
  }

  private static List<UUID> read(byte[] content) throws DamagedLogException {
    ByteBuffer bytes =
        Frame.at(content, 0)
            .map(frame -> ByteBuffer.wrap(frame.payload()))
            .filter(payload -> payload.hasRemaining() && payload.get() == FORMAT)
            .orElseThrow(() -> new DamagedLogException(FILE + " cannot be read"));
    List<UUID> processes = new ArrayList<>();
    while (bytes.remaining() >= 2 * Long.BYTES) {
      processes.add(new UUID(bytes.getLong(), bytes.getLong()));
    }
    return processes;
  }

  private static void write(Disk disk, List<UUID> processes) throws IOException {
    ByteBuffer payload = ByteBuffer.allocate(1 + processes.size() * 2 * Long.BYTES).put(FORMAT);
    processes.forEach(
        process ->
            payload
                .putLong(process.getMostSignificantBits())
                .putLong(process.getLeastSignificantBits()));
    disk.delete(NEW_FILE);
    try (Disk.LogFile file = disk.open(NEW_FILE)) {
      file.append(new Frame(0, payload.array()).toBytes());
      file.force();
    }
    disk.move(NEW_FILE, FILE);
    disk.forceNames();
  }
}
