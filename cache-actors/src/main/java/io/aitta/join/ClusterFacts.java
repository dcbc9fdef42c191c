package io.aitta.join;

import com.typesafe.config.Config;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What all nodes of a cluster must have in common. Two that do not both have a setting, since one
 * is of another version or without Aitta, do not differ by it.
 */
record ClusterFacts(Map<CommonSetting, String> values) {
  private static final String HEAD = "aitta ";
  private static final int MAX_LENGTH = 1000;
  private static final Pattern FACT = Pattern.compile("([a-z-]{1,40})=([a-z0-9-]{1,40})");

  ClusterFacts {
    Map<CommonSetting, String> ordered = new EnumMap<>(CommonSetting.class);
    ordered.putAll(values);
    values = Collections.unmodifiableMap(ordered);
  }

  static ClusterFacts of(Config config) {
    Map<CommonSetting, String> values = new EnumMap<>(CommonSetting.class);
    for (CommonSetting setting : CommonSetting.values()) {
      setting.in(config).ifPresent(value -> values.put(setting, value));
    }
    return new ClusterFacts(values);
  }

  /**
   * Reads what {@link #toString} wrote, also that of a version with other facts, which are left
   * out; empty for any other text.
   */
  static Optional<ClusterFacts> parse(String text) {
    if (!text.startsWith(HEAD) || text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    List<String> facts = List.of(text.substring(HEAD.length()).split(" ", -1));
    if (!facts.stream().allMatch(FACT.asMatchPredicate())) {
      return Optional.empty();
    }
    Map<CommonSetting, String> values = new EnumMap<>(CommonSetting.class);
    for (String fact : facts) {
      int end = fact.indexOf('=');
      CommonSetting.of(fact.substring(0, end))
          .ifPresent(setting -> values.put(setting, fact.substring(end + 1)));
    }
    return Optional.of(new ClusterFacts(values));
  }

  /** The settings that differ, in their order. */
  List<CommonSetting> differencesFrom(ClusterFacts others) {
    return values.keySet().stream()
        .filter(others.values::containsKey)
        .filter(setting -> !values.get(setting).equals(others.values.get(setting)))
        .toList();
  }

  /** Why a node with these may not join the cluster with those; empty where it may. */
  Optional<String> differsFrom(ClusterFacts theirs, Seed cluster) {
    return differencesFrom(theirs).stream()
        .findFirst()
        .map(
            setting ->
                "this node has %s = %s, the cluster at %s has %s: start it with %s"
                    .formatted(
                        setting.key(),
                        values.get(setting),
                        cluster,
                        theirs.values.get(setting),
                        theirs.asked(setting)));
  }

  private String asked(CommonSetting setting) {
    return setting == CommonSetting.WIRE
        ? "the version of Aitta that the cluster runs"
        : setting.key() + " = " + values.get(setting);
  }

  @Override
  public String toString() {
    return Arrays.stream(CommonSetting.values())
        .filter(values::containsKey)
        .map(setting -> setting.word() + "=" + values.get(setting))
        .collect(Collectors.joining(" ", HEAD, ""));
  }
}
