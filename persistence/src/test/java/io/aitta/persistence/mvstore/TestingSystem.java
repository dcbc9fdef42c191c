package io.aitta.persistence.mvstore;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;

/** The settings of an actor system that keeps its journal in a directory. */
final class TestingSystem {
  private TestingSystem() {}

  static Config settings(Path directory) {
    return ConfigFactory.parseString(
            "aitta.persistence.h2.directory = \""
                + directory
                + "\"\n"
                + "pekko.persistence.journal.plugin = aitta.persistence.h2.journal\n"
                + "pekko.persistence.snapshot-store.plugin = aitta.persistence.h2.snapshot-store\n"
                + "pekko.actor.allow-java-serialization = on\n"
                + "pekko.actor.warn-about-java-serializer-usage = off\n")
        .withFallback(ConfigFactory.load());
  }
}
