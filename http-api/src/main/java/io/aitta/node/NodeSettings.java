package io.aitta.node;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import io.aitta.console.OperatorException;
import io.aitta.http.HttpSettings;
import io.aitta.join.Join;
import io.aitta.join.LastWords;
import io.aitta.persistence.PersistenceSettings;
import io.aitta.settings.AittaSettings;

/** Reads all settings of a node before anything of it starts. */
final class NodeSettings {
  private NodeSettings() {}

  /**
   * Looks at every setting.
   *
   * @throws OperatorException with a sentence that names the one that cannot be used
   */
  static void check(Config config) {
    try {
      PersistenceSettings.from(config);
      HttpSettings.of(config);
      Join.check(AittaSettings.of(config).join(), System.getenv());
    } catch (ConfigException | IllegalArgumentException e) {
      String sentence = LastWords.ofFailure(e, config).sentence();
      throw new OperatorException(sentence, e, LastWords.CONFIGURATION);
    }
  }
}
