package io.aitta.register;

import static java.util.Objects.requireNonNull;

import com.typesafe.config.Config;
import io.aitta.core.register.model.TwoVoterPolicy;
import io.aitta.core.register.proposer.ProposerSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * How the register of configurations is kept.
 *
 * @param role members without this role take no part; empty: all do
 * @param timeout within which each call is answered
 * @param maxOpenCalls how many calls may be open; more are refused at once
 * @param twoVoters what one of two voters may do when the other is gone
 * @param directory where this node's voter keeps its words; empty: in its memory
 * @param settling how long the oldest member that is left listens before it makes a first
 *     generation; several times the interval of statuses
 */
public record RegisterSettings(
    String role,
    Duration timeout,
    int maxOpenCalls,
    TwoVoterPolicy twoVoters,
    Optional<Path> directory,
    Duration settling) {
  static final String DISPATCHER = "aitta.register.dispatcher";

  private static final int SETTLING_STATUSES = 5;
  private static final String DIRECTORY = "aitta.register.directory";
  private static final String TWO_VOTERS = "aitta.register.two-voters";

  /**
   * @throws IllegalArgumentException with a sentence, when one is out of its bounds
   */
  public RegisterSettings {
    requireNonNull(role, "role is null");
    requireNonNull(twoVoters, "twoVoters is null");
    requireNonNull(directory, "directory is null");
    requireNonNull(settling, "settling is null");
    if (timeout.toMillis() < 1) {
      throw outOfBounds("aitta.register.timeout", timeout, "1ms at least");
    }
    if (maxOpenCalls < 1) {
      throw outOfBounds("aitta.register.max-open-calls", maxOpenCalls, "at least 1");
    }
  }

  /**
   * Reads {@code aitta.register}, {@code aitta.role} and the interval of the directory from the
   * whole configuration.
   */
  public static RegisterSettings of(Config root) {
    return new RegisterSettings(
        root.getString("aitta.role"),
        root.getDuration("aitta.register.timeout"),
        root.getInt("aitta.register.max-open-calls"),
        policy(root.getString(TWO_VOTERS)),
        Optional.of(root.getString(DIRECTORY)).filter(name -> !name.isBlank()).map(Path::of),
        root.getDuration("aitta.directory.status-interval").multipliedBy(SETTLING_STATUSES));
  }

  ProposerSettings patience() {
    ProposerSettings usual = ProposerSettings.DEFAULT;
    return new ProposerSettings(
        usual.attemptTimeout(),
        usual.leastBackoff(),
        usual.mostBackoff(),
        usual.maxAttempts(),
        maxOpenCalls,
        usual.successionTimeout());
  }

  private static TwoVoterPolicy policy(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "proven-dead" -> TwoVoterPolicy.PROVEN_DEAD;
      case "majority" -> TwoVoterPolicy.MAJORITY;
      default -> throw outOfBounds(TWO_VOTERS, name, "proven-dead or majority");
    };
  }

  private static IllegalArgumentException outOfBounds(String key, Object value, String bounds) {
    return new IllegalArgumentException(
        key + " = " + value + " is out of bounds: set it to " + bounds);
  }
}
