package io.aitta.join;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A setting that all nodes of a cluster have in common. Those that matter most come first. */
enum CommonSetting {
  PARTITIONS("partitions", "aitta.partitions", Kind.WORD),
  WIRE("wire", "aitta.wire-version", Kind.WORD),
  COPIES("copies", "aitta.replication.copies", Kind.WORD),
  MIN_COPIES("min-copies", "aitta.replication.min-copies", Kind.WORD),
  ON_LOSS("on-loss", "aitta.replication.on-loss", Kind.WORD),
  READ_MODE("read-mode", "aitta.replication.read-mode", Kind.WORD),
  LEASE("lease", "aitta.replication.lease", Kind.TIME),
  HEARTBEAT("heartbeat", "aitta.replication.heartbeat", Kind.TIME),
  SILENCE("silence", "aitta.replication.silence", Kind.TIME),
  ALONE_AFTER("alone-after", "aitta.replication.alone-after", Kind.TIME),
  TWO_VOTERS("two-voters", "aitta.register.two-voters", Kind.WORD),
  JOURNAL("journal", "aitta.persistence.journal", Kind.JOURNAL);

  private enum Kind {
    /** A number, or one of some words. */
    WORD,
    TIME,
    /** Whether there is one, not which: that may be nobody's business but the node's. */
    JOURNAL
  }

  private static final String NONE = "none";
  private static final String KEPT = "kept";

  private final String word;
  private final String key;
  private final Kind kind;

  CommonSetting(String word, String key, Kind kind) {
    this.word = word;
    this.key = key;
    this.kind = kind;
  }

  /** What it is called where nodes ask each other. */
  String word() {
    return word;
  }

  /** Where it stands in the configuration. */
  String key() {
    return key;
  }

  static Optional<CommonSetting> of(String word) {
    return Arrays.stream(values()).filter(setting -> setting.word.equals(word)).findFirst();
  }

  /**
   * Its value there, the same text for all ways to write it; empty where there is none. A value
   * that makes no sense is given as it was written.
   */
  Optional<String> in(Config config) {
    if (kind == Kind.JOURNAL) {
      return Optional.of(config.hasPath(key) && !config.getString(key).equals(NONE) ? KEPT : NONE);
    }
    if (!config.hasPath(key)) {
      return Optional.empty();
    }
    String written = config.getValue(key).unwrapped().toString();
    return Optional.of(
        kind == Kind.TIME ? time(config, written) : written.toLowerCase(Locale.ROOT));
  }

  private String time(Config config, String written) {
    try {
      Duration time = config.getDuration(key);
      return time.toNanosPart() % 1_000_000 == 0 ? time.toMillis() + "ms" : time.toNanos() + "ns";
    } catch (ConfigException nonsense) {
      return written;
    }
  }
}
