package io.aitta.join;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigOrigin;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Finds settings under {@code aitta} that no {@code reference.conf} knows: they do nothing. */
public final class UnknownSettings {
  private static final String ROOT = "aitta";
  private static final String SHARDING = "aitta.sharding.";
  private static final String PEKKO_SHARDING = "pekko.cluster.sharding.";

  private UnknownSettings() {}

  /**
   * Names the first unknown setting, where it was set, and the nearest known one; empty where all
   * are known. What {@code pekko.cluster.sharding} knows is known under {@code aitta.sharding} too.
   */
  public static Optional<String> check(Config config) {
    return check(config, ConfigFactory.defaultReference());
  }

  /**
   * The same, for an application.
   *
   * @param classes what finds the application's {@code reference.conf} files
   */
  public static Optional<String> check(Config config, ClassLoader classes) {
    return check(config, ConfigFactory.defaultReference(classes));
  }

  private static Optional<String> check(Config config, Config reference) {
    Set<String> known = leaves(reference).keySet();
    return leaves(config).entrySet().stream()
        .filter(setting -> !known.contains(setting.getKey()))
        .filter(setting -> !isOfSharding(reference, setting.getKey()))
        .findFirst()
        .map(setting -> sentence(setting.getKey(), setting.getValue(), known));
  }

  private static boolean isOfSharding(Config reference, String key) {
    return key.startsWith(SHARDING)
        && reference.hasPathOrNull(PEKKO_SHARDING + key.substring(SHARDING.length()));
  }

  private static Map<String, ConfigOrigin> leaves(Config config) {
    if (!config.hasPath(ROOT)) {
      return Map.of();
    }
    return config.getConfig(ROOT).entrySet().stream()
        .collect(
            Collectors.toMap(
                leaf -> ROOT + "." + leaf.getKey(),
                leaf -> leaf.getValue().origin(),
                (one, other) -> one,
                TreeMap::new));
  }

  private static String sentence(String key, ConfigOrigin origin, Set<String> known) {
    String hint =
        known.stream()
            .min(Comparator.comparingInt(candidate -> EditDistance.between(key, candidate)))
            .map(nearest -> ": did you mean " + nearest + "?")
            .orElse("");
    return "the setting %s (%s) is not known%s".formatted(key, origin.description(), hint);
  }
}
