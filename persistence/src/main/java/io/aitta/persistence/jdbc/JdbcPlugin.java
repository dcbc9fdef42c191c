package io.aitta.persistence.jdbc;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import io.aitta.persistence.Journal;
import io.aitta.persistence.JournalRefusedException;
import io.aitta.persistence.PersistenceSettings;
import io.aitta.persistence.PersistenceSettings.Plugins;
import java.util.Map;

/**
 * Turns the settings of a journal in a database into those of the plugin that keeps it, {@code
 * pekko-persistence-jdbc}. What Aitta's plugin is told is under ids of its own, so an application's
 * own use of {@code jdbc-journal} stays as it is.
 */
public final class JdbcPlugin {
  /** The ids of the plugins. */
  public static final Plugins IDS = new Plugins("aitta-jdbc-journal", "aitta-jdbc-snapshot-store");

  private static final String DATABASE = "pekko-persistence-jdbc.shared-databases.aitta.db";

  private JdbcPlugin() {}

  /**
   * The configuration with what the plugin has to be told, where {@code aitta.persistence.journal}
   * is a JDBC URL; else as it is. A node of the launcher does this itself; an application that
   * embeds Aitta does it before it creates its actor system. What the configuration says of the
   * plugin stays.
   *
   * @param root the whole configuration, all {@code reference.conf} included
   * @throws JournalRefusedException with a sentence, when the journal cannot be kept as it is set
   */
  public static Config configure(Config root) {
    if (PersistenceSettings.from(root).journal() != Journal.JDBC) {
      return root;
    }
    Config ours =
        ConfigFactory.parseResources(
            JdbcPlugin.class, "plugin.conf", ConfigParseOptions.defaults().setAllowMissing(false));
    return root.withFallback(
        database(JdbcSettings.from(root)).withFallback(ours).resolveWith(root));
  }

  /**
   * Sees to it that the journal can be used: that the actor system knows the plugin, and that the
   * database has its tables. Waits for a database that is not there yet.
   *
   * @throws JournalRefusedException with a sentence, when it cannot be
   * @throws io.aitta.durability.UnreadableDiskException when the database is not there in time
   */
  public static void open(Config root) {
    if (!root.hasPath(IDS.journal() + ".class")) {
      throw new JournalRefusedException(
          "the actor system does not know the plugin for the database of"
              + " aitta.persistence.journal: create it with the configuration that"
              + " io.aitta.persistence.jdbc.JdbcPlugin.configure makes of yours");
    }
    new Schema(JdbcSettings.from(root)).prepare();
  }

  private static Config database(JdbcSettings settings) {
    return ConfigFactory.parseMap(Map.of("properties", settings.properties()))
        .withFallback(ConfigFactory.parseMap(Map.of("url", settings.url().address())))
        .atPath(DATABASE);
  }
}
