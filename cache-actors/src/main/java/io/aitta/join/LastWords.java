package io.aitta.join;

import static java.util.Objects.requireNonNull;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.pekko.actor.CoordinatedShutdown;

/**
 * The one sentence with which a node ends that cannot go on: what is wrong, and what to do.
 *
 * @param exitCode what the process ends with; not 0
 */
public record LastWords(String sentence, int exitCode) {
  /** Nothing that is foreseen. */
  public static final int FAILURE = 1;

  /** The configuration is wrong, or not the cluster's. */
  public static final int CONFIGURATION = 2;

  /** The cluster port is taken. */
  public static final int PORT_IN_USE = 4;

  /** The cluster goes on without this node. */
  public static final int LOST = 5;

  /** No cluster was found. Not 3: with that a JVM ends that is out of memory. */
  public static final int CANNOT_JOIN = 6;

  /** A part of the node failed that it cannot do without. */
  public static final int FAULT = 7;

  private static final String DOWNED =
      "this node lost touch with the majority of the cluster and stopped, since the others go on"
          + " without it: start it again and it joins anew";
  private static final String INCOMPATIBLE =
      "the cluster refused this node because of its configuration: compare aitta.partitions,"
          + " aitta.replication and the downing provider with those of the node that logged the"
          + " refusal";

  public LastWords {
    requireNonNull(sentence, "sentence is null");
  }

  /** The last words of a node that could not start because of that. */
  public static LastWords ofFailure(Throwable failure, Config config) {
    if (failure instanceof ConfigException) {
      return new LastWords(
          "the configuration cannot be used: " + failure.getMessage(), CONFIGURATION);
    }
    if (failure instanceof IllegalArgumentException && failure.getMessage() != null) {
      return new LastWords(failure.getMessage(), CONFIGURATION);
    }
    return saysPortInUse(failure)
        ? new LastWords(portInUse(config), PORT_IN_USE)
        : new LastWords("this node cannot start: " + failure, FAILURE);
  }

  /**
   * The last words of a node that stops for that reason; empty where it was simply told to stop.
   *
   * @param difference what sets this node apart from the cluster, where that is known
   */
  static Optional<LastWords> ofReason(
      CoordinatedShutdown.Reason reason, Optional<String> difference) {
    if (reason instanceof CannotJoin cannotJoin) {
      return Optional.of(new LastWords(cannotJoin.sentence(), CANNOT_JOIN));
    }
    if (reason instanceof CannotGoOn cannotGoOn) {
      return Optional.of(new LastWords(cannotGoOn.sentence(), FAULT));
    }
    if (reason.equals(CoordinatedShutdown.incompatibleConfigurationDetectedReason())) {
      return Optional.of(new LastWords(difference.orElse(INCOMPATIBLE), CONFIGURATION));
    }
    return reason.equals(CoordinatedShutdown.clusterDowningReason())
        ? Optional.of(new LastWords(DOWNED, LOST))
        : Optional.empty();
  }

  /** Whether a failure is, or comes from, a port that could not be listened on. */
  public static boolean saysPortInUse(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
        .limit(20)
        .anyMatch(cause -> String.valueOf(cause.getMessage()).contains("BindException"));
  }

  private static String portInUse(Config config) {
    Config artery = config.getConfig("pekko.remote.artery.canonical");
    return "the cluster port %s:%d is taken by another process: stop that one, or set another port"
            .formatted(artery.getString("hostname"), artery.getInt("port"))
        + " (pekko.remote.artery.canonical.port)";
  }
}
