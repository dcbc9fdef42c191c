package io.aitta.node;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import io.aitta.console.OperatorException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Refuses settings under {@code aitta} that no module's {@code reference.conf} knows. */
final class UnknownSettings {
  private static final String ROOT = "aitta";

  private UnknownSettings() {}

  /**
   * Compares a configuration with what is known.
   *
   * @throws OperatorException when there is a setting too many; it names the nearest known one
   */
  static void refuse(Config config, Config reference) {
    Map<String, ConfigValue> known = settingsOf(reference);
    settingsOf(config)
        .forEach(
            (name, value) -> {
              if (!isKnown(name, known)) {
                throw new OperatorException(sentence(name, value, known));
              }
            });
  }

  private static String sentence(String name, ConfigValue value, Map<String, ConfigValue> known) {
    String place = value.origin().description();
    return nearest(name, known)
        .map(near -> "there is no setting " + name + " (" + place + "); did you mean " + near + "?")
        .orElse("there is no setting " + name + " (" + place + "); remove it");
  }

  /** Whether it is a setting of the reference, or lies in an open section: one that is empty there. */
  private static boolean isKnown(String name, Map<String, ConfigValue> known) {
    for (String path = name; ; path = path.substring(0, path.lastIndexOf('.'))) {
      if (known.containsKey(path)) {
        return path.equals(name) || known.get(path) instanceof ConfigObject;
      }
      if (path.indexOf('.') < 0) {
        return false;
      }
    }
  }

  private static Optional<String> nearest(String name, Map<String, ConfigValue> known) {
    Map<String, Integer> distances = new HashMap<>();
    known.keySet().forEach(candidate -> distances.put(candidate, distance(name, candidate)));
    return distances.entrySet().stream()
        .min(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry::getKey))
        .map(Map.Entry::getKey);
  }

  /** The leaves under the root by their dotted paths; empty sections count as leaves. */
  private static Map<String, ConfigValue> settingsOf(Config config) {
    Map<String, ConfigValue> settings = new TreeMap<>(Comparator.naturalOrder());
    if (config.hasPath(ROOT)) {
      collect(ROOT, config.getValue(ROOT), settings);
    }
    return settings;
  }

  private static void collect(String path, ConfigValue value, Map<String, ConfigValue> into) {
    if (value instanceof ConfigObject section && !section.isEmpty()) {
      section.forEach((key, child) -> collect(path + "." + key, child, into));
    } else {
      into.put(path, value);
    }
  }

  /** The edit distance of Levenshtein, row by row. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
