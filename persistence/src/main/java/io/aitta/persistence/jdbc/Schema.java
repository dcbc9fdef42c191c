package io.aitta.persistence.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.aitta.durability.UnreadableDiskException;
import io.aitta.persistence.JournalRefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.postgresql.Driver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tables of the journal in its database. Any number of nodes may see to them at the same time:
 * who creates them has a lock of the database until they are there.
 */
final class Schema {
  private static final Logger LOG = LoggerFactory.getLogger(Schema.class);
  private static final String SCRIPT = "postgresql.sql";

  /** The number of our lock among those that the database's applications agree on. */
  private static final long LOCK = 0x6169747461L;

  private static final String TABLES =
      " FROM unnest(ARRAY['event_journal', 'event_tag', 'snapshot']) AS names(name) WHERE ";
  private static final String MISSING =
      "SELECT name" + TABLES + "to_regclass(name) IS NULL ORDER BY name";
  private static final String FORBIDDEN =
      "SELECT name"
          + TABLES
          + "NOT (has_table_privilege(to_regclass(name), 'SELECT')"
          + " AND has_table_privilege(to_regclass(name), 'INSERT')"
          + " AND has_table_privilege(to_regclass(name), 'UPDATE')"
          + " AND has_table_privilege(to_regclass(name), 'DELETE'))"
          + " UNION ALL SELECT 'the sequence of event_journal' WHERE NOT has_sequence_privilege("
          + "pg_get_serial_sequence('event_journal', 'ordering'), 'USAGE')";
  private static final String UNFORCED =
      "SELECT name FROM pg_settings WHERE name IN ('fsync', 'synchronous_commit')"
          + " AND setting = 'off' ORDER BY name";

  /** States in which a database is that starts, stops or has too many clients just now. */
  private static final Set<String> PASSING =
      Set.of("08000", "08001", "08003", "08006", "40001", "40P01", "53300", "57P01", "57P03");

  private static final Set<String> NOT_LET_IN = Set.of("08004", "28000", "28P01");
  private static final Set<String> MAY_NOT_CREATE = Set.of("42501", "3F000");
  private static final long PAUSE_MILLIS = 500;

  private final JdbcSettings settings;

  Schema(JdbcSettings settings) {
    this.settings = settings;
  }

  /**
   * Creates what is missing, if it may, and looks whether the node may use what is there.
   *
   * @throws JournalRefusedException with a sentence, when it cannot be used
   * @throws UnreadableDiskException when the database is not there in time
   */
  void prepare() {
    long until = System.nanoTime() + settings.patience().toNanos();
    boolean waits = false;
    while (!isPrepared(until)) {
      if (!waits) {
        LOG.info("the database of the journal is not there yet; waiting for it");
      }
      waits = true;
      pause();
    }
  }

  private boolean isPrepared(long until) {
    try (Connection connection = connect()) {
      prepare(connection);
      return true;
    } catch (SQLException failed) {
      if (!PASSING.contains(String.valueOf(failed.getSQLState()))) {
        throw refused(failed);
      }
      if (System.nanoTime() > until) {
        throw away(failed);
      }
      return false;
    }
  }

  private Connection connect() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("socketTimeout", "30");
    properties.setProperty("ApplicationName", "aitta");
    properties.putAll(settings.properties());
    return new Driver().connect(settings.url().address(), properties);
  }

  private void prepare(Connection connection) throws SQLException {
    List<String> missing = names(connection, MISSING);
    if (!missing.isEmpty()) {
      requireMayCreate(missing);
      create(connection);
    }
    List<String> forbidden = names(connection, FORBIDDEN);
    if (!forbidden.isEmpty()) {
      throw new JournalRefusedException(
          "the user of the journal's database may not read and write "
              + String.join(", ", forbidden)
              + " there: grant it SELECT, INSERT, UPDATE and DELETE, and USAGE of the sequence");
    }
    List<String> unforced = names(connection, UNFORCED);
    if (!unforced.isEmpty()) {
      LOG.warn(
          "the database of the journal has {} off: what it says is stored may be lost when it"
              + " crashes, also of caches with persistence \"sync\"",
          String.join(" and ", unforced));
    }
  }

  private void requireMayCreate(List<String> missing) {
    if (!settings.createSchema()) {
      throw new JournalRefusedException(
          "the database of the journal lacks "
              + String.join(", ", missing)
              + ", and aitta.persistence.jdbc.create-schema is off: create them as"
              + " docs/persistence.md shows, or set it to on");
    }
  }

  /** All or nothing; who waited for the lock finds all there and changes nothing. */
  private static void create(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try (PreparedStatement lock = connection.prepareStatement("SELECT pg_advisory_xact_lock(?)");
        Statement script = connection.createStatement()) {
      lock.setLong(1, LOCK);
      lock.execute();
      if (!names(connection, MISSING).isEmpty()) {
        script.execute(script());
        LOG.info("created the tables of the journal in its database");
      }
    }
    connection.commit();
    connection.setAutoCommit(true);
  }

  private static List<String> names(Connection connection, String query) throws SQLException {
    List<String> names = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }

  /** What creates the tables. */
  static String script() {
    try (InputStream script = Schema.class.getResourceAsStream(SCRIPT)) {
      return new String(script.readAllBytes(), UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static JournalRefusedException refused(SQLException failed) {
    String state = String.valueOf(failed.getSQLState());
    String sentence = "the database of the journal cannot be used: " + failed.getMessage();
    if (NOT_LET_IN.contains(state)) {
      sentence =
          "the database of the journal does not let this node in: "
              + failed.getMessage()
              + "; see the user in the URL, and "
              + JdbcSettings.PASSWORD
              + " or the variable AITTA_JDBC_PASSWORD";
    } else if (MAY_NOT_CREATE.contains(state)) {
      sentence =
          "the tables of the journal cannot be created in its database: "
              + failed.getMessage()
              + "; grant the user CREATE on the schema, or create them as docs/persistence.md shows"
              + " and set aitta.persistence.jdbc.create-schema = off";
    }
    return new JournalRefusedException(sentence, failed);
  }

  private UnreadableDiskException away(SQLException failed) {
    return new UnreadableDiskException(
        "the database of the journal was not there within "
            + settings.patience().toMillis()
            + " ms: "
            + failed.getMessage()
            + " See that it runs and can be reached, or set aitta.persistence.catalog-timeout",
        failed);
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new UnreadableDiskException(
          "the node was stopped while it waited for the database of its journal", stopped);
    }
  }
}
