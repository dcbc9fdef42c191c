package io.aitta.persistence.jdbc;

import static java.util.Objects.requireNonNull;

import com.typesafe.config.Config;
import io.aitta.persistence.JournalRefusedException;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The settings of a journal in a database.
 *
 * @param url where it is
 * @param password of the user, in the place of the URL's; empty where that is to be taken
 * @param createSchema whether tables that are missing are created
 * @param connections how many a node has at most
 * @param patience how long the start waits for the database
 */
record JdbcSettings(
    DatabaseUrl url, String password, boolean createSchema, int connections, Duration patience) {
  static final String PASSWORD = "aitta.persistence.jdbc.password";
  private static final int MAX_CONNECTIONS = 1_000;

  JdbcSettings {
    requireNonNull(url, "url is null");
    requireNonNull(password, "password is null");
    requireNonNull(patience, "patience is null");
    if (connections < 1 || connections > MAX_CONNECTIONS) {
      throw new JournalRefusedException(
          "aitta.persistence.jdbc.connections is %d, but has to be 1 to %d"
              .formatted(connections, MAX_CONNECTIONS));
    }
  }

  /**
   * Reads the settings of a node whose journal is in a database.
   *
   * @throws JournalRefusedException with a sentence, when it cannot be kept so
   */
  static JdbcSettings from(Config root) {
    Config own = root.getConfig("aitta.persistence");
    return new JdbcSettings(
        DatabaseUrl.parse(own.getString("journal")),
        own.getString("jdbc.password"),
        own.getBoolean("jdbc.create-schema"),
        own.getInt("jdbc.connections"),
        own.getDuration("catalog-timeout"));
  }

  /** What the driver is told beside the address: what the URL says, and the password. */
  Map<String, String> properties() {
    Map<String, String> properties = new TreeMap<>(url.properties());
    if (!password.isEmpty()) {
      properties.put("password", password);
    }
    return Collections.unmodifiableMap(properties);
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "JdbcSettings[createSchema=%s, connections=%d, patience=%s]"
        .formatted(createSchema, connections, patience);
  }
}
