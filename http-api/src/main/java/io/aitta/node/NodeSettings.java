package io.aitta.node;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import io.aitta.console.OperatorException;
import io.aitta.http.HttpSettings;
import io.aitta.join.Join;
import io.aitta.join.LastWords;
import io.aitta.link.LinkSettings;
import io.aitta.persistence.PersistenceSettings;
import io.aitta.settings.AittaSettings;

/** Reads all settings of a node before anything of it starts. */
final class NodeSettings {
  /** What goes with a value in its message: key, tags, media type. */
  private static final int BESIDE_VALUE = 64 * 1024;

  private NodeSettings() {}

  /**
   * Looks at every setting.
   *
   * @throws OperatorException with a sentence that names the one that cannot be used
   */
  static void check(Config config) {
    try {
      PersistenceSettings.from(config);
      AittaSettings settings = AittaSettings.of(config);
      requireRoomForValues(HttpSettings.of(config), settings.link());
      Join.check(settings.join(), System.getenv());
    } catch (ConfigException | IllegalArgumentException e) {
      String sentence = LastWords.ofFailure(e, config).sentence();
      throw new OperatorException(sentence, e, LastWords.CONFIGURATION);
    }
  }

  /** A value that fits no message could be written on the node of its owner only. */
  private static void requireRoomForValues(HttpSettings http, LinkSettings link) {
    if (http.maxValueSize() > link.maxMessageBytes() - BESIDE_VALUE) {
      throw new IllegalArgumentException(
          "aitta.http.max-value-size is %d bytes, which do not fit aitta.link.max-message-bytes, %d:"
                  .formatted(http.maxValueSize(), link.maxMessageBytes())
              + " make it smaller, or that larger");
    }
  }
}
