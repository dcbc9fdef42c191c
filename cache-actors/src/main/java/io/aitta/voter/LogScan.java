package io.aitta.voter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is found in a log: its whole frames, and where they end.
 *
 * <p>Each frame was forced before the next was written, so a crash can tear only the last one. A
 * whole frame behind a broken one therefore means damage, and not a crash.
 *
 * @param length up to where the log is good; what follows was torn by a crash
 */
record LogScan(List<Frame> frames, int length) {
  LogScan {
    frames = List.copyOf(frames);
  }

  /**
   * @throws DamagedLogException when something before the last frame is not what was written
   */
  static LogScan of(byte[] log) throws DamagedLogException {
    List<Frame> frames = new ArrayList<>();
    int position = 0;
    Optional<Frame> next = expected(log, position, frames.size());
    while (next.isPresent()) {
      frames.add(next.get());
      position += next.get().length();
      next = expected(log, position, frames.size());
    }
    checkTorn(log, position);
    return new LogScan(frames, position);
  }

  private static Optional<Frame> expected(byte[] log, int position, long sequence) {
    return Frame.at(log, position).filter(frame -> frame.sequence() == sequence);
  }

  private static void checkTorn(byte[] log, int broken) throws DamagedLogException {
    if (broken == 0) {
      throw new DamagedLogException("the log's first frame is damaged");
    }
    for (int later = broken; later <= log.length - Frame.HEADER_BYTES; later++) {
      if (Frame.at(log, later).isPresent()) {
        throw new DamagedLogException(
            "the log is damaged at byte " + broken + ", and goes on at byte " + later);
      }
    }
  }
}
