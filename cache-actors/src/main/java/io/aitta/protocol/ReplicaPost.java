package io.aitta.protocol;

import static java.util.Objects.requireNonNull;

import io.aitta.core.replication.configuration.MemberId;
import io.aitta.core.replication.protocol.ReplicaMessage;
import java.util.List;

/**
 * What copies of partitions on one node say to those on another.
 *
 * @param from the process that sends it
 * @param to the process that is meant; any other drops it
 * @param lines at most {@link #MAX_LINES}
 */
public record ReplicaPost(MemberId from, MemberId to, List<Line> lines) implements Message {
  /** How many lines one post carries at most. */
  public static final int MAX_LINES = 1024;

  /** What the copy of that partition says. */
  public record Line(int partition, ReplicaMessage message) {
    public Line {
      requireNonNull(message, "message is null");
    }
  }

  public ReplicaPost {
    requireNonNull(from, "from is null");
    requireNonNull(to, "to is null");
    lines = List.copyOf(lines);
    if (lines.size() > MAX_LINES) {
      throw new IllegalArgumentException(lines.size() + " lines, more than " + MAX_LINES);
    }
  }
}
