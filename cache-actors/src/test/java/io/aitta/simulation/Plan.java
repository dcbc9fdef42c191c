package io.aitta.simulation;

import io.aitta.core.replication.catchup.CatchUpLimits;
import io.aitta.core.replication.history.RequestLimits;
import io.aitta.core.replication.journal.LogLimits;
import io.aitta.core.replication.protocol.ReplicationSettings;
import io.aitta.core.replication.protocol.ReplicationSettings.OnLoss;
import io.aitta.core.replication.protocol.ReplicationSettings.ReadMode;
import io.aitta.core.replication.protocol.Timing;
import io.aitta.core.replication.protocol.WindowLimits;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * What one run is like, drawn from its seed.
 *
 * @param nodes how many there are
 * @param clients how many ask at a time
 * @param drift by how much a clock may be fast or slow
 * @param loss of messages, as a probability
 * @param doubling of messages, as a probability
 * @param delayMillis the longest usual delay of a message
 * @param faultEveryMillis the mean time between faults; 0 for none
 * @param onlyIsolations whether nothing happens but that primaries are cut off from all but clients
 * @param operator who gives up what is lost where the settings do not
 * @param busyMillis how long clients ask and faults happen
 * @param keeping how copies are kept on disks, if they are; what was answered then outlives the
 *     death of all processes
 */
record Plan(
    long seed,
    int nodes,
    int clients,
    double drift,
    double loss,
    double doubling,
    int delayMillis,
    int faultEveryMillis,
    boolean onlyIsolations,
    Operator operator,
    int busyMillis,
    ReplicationSettings settings,
    Optional<LogLimits> keeping) {
  /** Somebody who forces a partition to begin anew. */
  enum Operator {
    /** Nobody: all who are in sync never die. */
    NONE,
    /** One who sees that all who were in sync are dead, which they may be. */
    CAREFUL,
    /** One who gives up what lives. */
    RASH
  }

  /** Two in a hundred, which is what leases allow for. */
  static final double ALLOWED_DRIFT = 0.02;

  static Plan of(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    SplittableRandom disks = new SplittableRandom(seed ^ 0x9E3779B97F4A7C15L);
    Optional<LogLimits> keeping = keeping(disks);
    int nodes = 2 + random.nextInt(4);
    return new Plan(
        seed,
        nodes,
        3 + random.nextInt(4),
        ALLOWED_DRIFT,
        random.nextInt(2) == 0 ? 0 : random.nextDouble() * 0.1,
        random.nextInt(2) == 0 ? 0 : random.nextDouble() * 0.1,
        random.nextInt(4) == 0 ? 100 : 1 + random.nextInt(15),
        random.nextInt(10) == 0 ? 0 : 200 + random.nextInt(1500),
        random.nextInt(5) == 0,
        operator(random, keeping.isPresent()),
        12_000,
        settings(random, Math.min(nodes, copies(random))),
        keeping);
  }

  /** How many members are to be in sync. */
  int copies() {
    return settings.copies();
  }

  /** The same with clocks that may differ by another amount. */
  Plan withDrift(double other) {
    return new Plan(
        seed,
        nodes,
        clients,
        other,
        loss,
        doubling,
        delayMillis,
        faultEveryMillis,
        onlyIsolations,
        operator,
        busyMillis,
        settings,
        keeping);
  }

  /** As many as can be set; mostly two or three. */
  private static int copies(SplittableRandom random) {
    return switch (random.nextInt(8)) {
      case 0 -> 1;
      case 1 -> 4;
      case 2, 3, 4 -> 3;
      default -> 2;
    };
  }

  /** Where copies are kept nobody gives up what may come back. */
  private static Operator operator(SplittableRandom random, boolean keeps) {
    Operator drawn =
        switch (random.nextInt(16)) {
          case 0, 1, 2 -> Operator.CAREFUL;
          case 3 -> Operator.RASH;
          default -> Operator.NONE;
        };
    return keeps ? Operator.NONE : drawn;
  }

  /** In one plan of three; often with rounds so small that many happen. */
  private static Optional<LogLimits> keeping(SplittableRandom random) {
    if (random.nextInt(3) > 0) {
      return Optional.empty();
    }
    boolean narrow = random.nextBoolean();
    return Optional.of(
        new LogLimits(
            Duration.ofMillis(20 + random.nextInt(200)),
            Duration.ofMillis(1_000),
            Duration.ofMillis(1_500 + random.nextInt(6_000)),
            narrow ? 100 : 64 << 10,
            narrow ? 300 : 1 << 20,
            narrow ? 500 : 1 << 20));
  }

  boolean keeps() {
    return keeping.isPresent();
  }

  /** Often with limits so narrow that they are reached. */
  private static ReplicationSettings settings(SplittableRandom random, int copies) {
    boolean narrow = random.nextInt(3) == 0;
    return new ReplicationSettings(
        copies,
        copies > 1 && random.nextInt(4) == 0 ? 2 : 1,
        random.nextInt(3) == 0 ? OnLoss.AVAILABILITY : OnLoss.CONSISTENCY,
        random.nextInt(3) == 0 ? ReadMode.CONFIRM : ReadMode.LEASE,
        timing(random),
        narrow ? new WindowLimits(6, 4096, 500, 8, 3) : WindowLimits.DEFAULT,
        narrow ? new RequestLimits(12, 4096, 60_000, 8, 40, 60_000) : RequestLimits.DEFAULT,
        narrow ? new CatchUpLimits(100, 300, 2, 4, 24, 16384) : CatchUpLimits.DEFAULT);
  }

  /** Silence is borne for long or briefly, or not at all. */
  private static Timing timing(SplittableRandom random) {
    Timing usual = Timing.DEFAULT;
    long alone =
        switch (random.nextInt(4)) {
          case 0 -> 0;
          case 1 -> usual.aloneAfter().toMillis();
          default -> 1_200 + random.nextInt(4_000);
        };
    return new Timing(
        usual.lease(),
        usual.heartbeat(),
        usual.resend(),
        usual.silence(),
        Duration.ofMillis(alone),
        usual.drain(),
        usual.register(),
        usual.retry());
  }
}
