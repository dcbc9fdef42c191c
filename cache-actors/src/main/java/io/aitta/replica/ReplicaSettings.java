package io.aitta.replica;

import static java.util.Objects.requireNonNull;

import com.typesafe.config.Config;
import io.aitta.core.replication.history.RequestLimits;
import io.aitta.core.replication.protocol.ReplicationSettings;
import io.aitta.core.replication.protocol.Timing;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How the copies of partitions are kept.
 *
 * @param zone the label of what fails together with this node; empty: none
 * @param sweepInterval how often a partition gives back what has ended
 * @param maxQueued how many requests may wait for one partition
 * @param maxMoves how many copies are given away at a time
 * @param copyRate how many bytes a second are sent of copies that are given away; 0: any number
 * @param planInterval how often it is looked whether copies should be elsewhere
 * @param leaveTimeout how long a node that stops waits until others have all that it held
 * @param leaveAtMost how long while it has the only copy of something; not shorter
 */
public record ReplicaSettings(
    ReplicationSettings replication,
    String zone,
    Duration sweepInterval,
    int maxQueued,
    int maxMoves,
    long copyRate,
    Duration planInterval,
    Duration leaveTimeout,
    Duration leaveAtMost) {
  /** The most copies. */
  public static final int MAX_COPIES = 4;

  /** For how long nothing may have changed before copies move to make the cluster even. */
  private static final Duration QUIET = Duration.ofSeconds(1);

  private static final long BESIDE_CHANGE = 1 << 20;

  /** How many ticks are in the shortest wait of the protocol. */
  private static final int TICKS = 4;

  /**
   * @throws IllegalArgumentException with a sentence, when one is out of its bounds
   */
  public ReplicaSettings {
    requireNonNull(replication, "replication is null");
    requireNonNull(zone, "zone is null");
    within("aitta.partition.max-queued", maxQueued, 1, Integer.MAX_VALUE);
    within("aitta.replication.max-moves", maxMoves, 1, Integer.MAX_VALUE);
    requireSteady(copyRate, maxMoves, replication);
    atLeastAMillisecond("aitta.sweep-interval", sweepInterval);
    atLeastAMillisecond("aitta.replication.plan-interval", planInterval);
    atLeastAMillisecond("aitta.replication.leave-timeout", leaveTimeout);
    if (leaveAtMost.compareTo(leaveTimeout) < 0) {
      throw outOfBounds(
          "aitta.replication.leave-at-most",
          leaveAtMost,
          "aitta.replication.leave-timeout, which is " + leaveTimeout + ", or longer");
    }
  }

  /** Reads them from the whole configuration. */
  public static ReplicaSettings of(Config config) {
    Config own = config.getConfig("aitta.replication");
    return new ReplicaSettings(
        replication(own, config.getBytes("aitta.link.max-message-bytes")),
        config.getString("aitta.zone"),
        config.getDuration("aitta.sweep-interval"),
        config.getInt("aitta.partition.max-queued"),
        own.getInt("max-moves"),
        own.getBytes("copy-rate"),
        own.getDuration("plan-interval"),
        own.getDuration("leave-timeout"),
        own.getDuration("leave-at-most"));
  }

  /** How many copies a partition is to have. */
  public int copies() {
    return replication.copies();
  }

  /** For how long a piece of a copy may wait for its turn. */
  Duration mostCopyDelay() {
    return mostCopyDelay(replication);
  }

  /** What waits for longer would be sent again meanwhile. */
  private static Duration mostCopyDelay(ReplicationSettings replication) {
    return replication.timing().resend().dividedBy(2);
  }

  /** The same in looks. */
  int quietRounds() {
    return (int) Math.max(1, QUIET.toMillis() / planInterval.toMillis());
  }

  /** How often a replica is told that time has passed. */
  Duration tick() {
    Timing timing = replication.timing();
    Duration shortest =
        timing.heartbeat().compareTo(timing.resend()) < 0 ? timing.heartbeat() : timing.resend();
    return shortest.dividedBy(TICKS);
  }

  private static ReplicationSettings replication(Config own, long messageBytes) {
    ReplicationSettings defaults = ReplicationSettings.DEFAULT;
    int copies = own.getInt("copies");
    int minCopies = own.getInt("min-copies");
    within("aitta.replication.copies", copies, 1, MAX_COPIES);
    within("aitta.replication.min-copies", minCopies, 1, copies);
    notNegative("aitta.replication.alone-after", own.getDuration("alone-after"));
    return new ReplicationSettings(
        copies,
        minCopies,
        constant(ReplicationSettings.OnLoss.class, own, "on-loss"),
        constant(ReplicationSettings.ReadMode.class, own, "read-mode"),
        timing(own, defaults.timing()),
        defaults.window().withMaxChangeBytes(changeBytes(messageBytes)),
        requests(own, defaults.requests()),
        defaults.catchUp());
  }

  /** What of a message may be a change; the rest is for what was evicted for it, and addresses. */
  private static long changeBytes(long messageBytes) {
    return Math.max(messageBytes / 2, messageBytes - BESIDE_CHANGE);
  }

  private static RequestLimits requests(Config own, RequestLimits defaults) {
    int most = own.getInt("names");
    Duration kept = own.getDuration("names-for");
    within("aitta.replication.names", most, 1, RequestLimits.MOST_NAMES);
    atLeastAMillisecond("aitta.replication.names-for", kept);
    return defaults.withNames(most, kept.toMillis());
  }

  private static Timing timing(Config own, Timing defaults) {
    return new Timing(
        own.getDuration("lease"),
        own.getDuration("heartbeat"),
        defaults.resend(),
        own.getDuration("silence"),
        own.getDuration("alone-after"),
        defaults.drain(),
        defaults.register(),
        defaults.retry());
  }

  private static <E extends Enum<E>> E constant(Class<E> type, Config own, String key) {
    String word = own.getString(key);
    return Arrays.stream(type.getEnumConstants())
        .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                outOfBounds(
                    "aitta.replication." + key,
                    word,
                    Arrays.stream(type.getEnumConstants())
                        .map(one -> one.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(" or "))));
  }

  private static void within(String key, int value, int least, int most) {
    if (value < least || value > most) {
      throw outOfBounds(
          key, value, most == Integer.MAX_VALUE ? "at least " + least : least + " to " + most);
    }
  }

  private static void notNegative(String key, Duration value) {
    if (value.isNegative()) {
      throw outOfBounds(key, value, "0s at least");
    }
  }

  private static void atLeastAMillisecond(String key, Duration value) {
    if (value.toMillis() < 1) {
      throw outOfBounds(key, value, "1ms at least");
    }
  }

  private static void requireSteady(long rate, int moves, ReplicationSettings replication) {
    long owed = moves * replication.catchUp().creditBytes();
    long least = owed * 1000 / mostCopyDelay(replication).toMillis();
    if (rate != 0 && rate < least) {
      throw outOfBounds(
          "aitta.replication.copy-rate",
          rate,
          "at least %d (%d MiB a second) for aitta.replication.max-moves = %d, or 0"
              .formatted(least, least >> 20, moves));
    }
  }

  private static IllegalArgumentException outOfBounds(String key, Object value, String bounds) {
    return new IllegalArgumentException(
        key + " = " + value + " is out of bounds: set it to " + bounds);
  }
}
