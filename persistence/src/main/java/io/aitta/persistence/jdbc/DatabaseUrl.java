package io.aitta.persistence.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.aitta.persistence.JournalRefusedException;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The URL of a PostgreSQL database, with what it says of user and password apart from where the
 * database is. Its form is checked here, since the driver would log a URL that it cannot read.
 * Immutable.
 */
public final class DatabaseUrl {
  private static final String POSTGRESQL = "jdbc:postgresql:";
  private static final String HOST = "(?:[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(?::(\\d{1,5}))?";
  private static final Pattern HOSTS = Pattern.compile(HOST + "(?:," + HOST + ")*");
  private static final Pattern FORM =
      Pattern.compile("(jdbc:postgresql://([^/?#]+)/[^/?#\\s]+)(?:\\?([^?#\\s]*))?");
  private static final int MAX_PORT = 65_535;

  private final String address;
  private final Map<String, String> properties;

  private DatabaseUrl(String address, Map<String, String> properties) {
    this.address = address;
    this.properties = Collections.unmodifiableMap(properties);
  }

  /**
   * Reads a URL.
   *
   * @throws JournalRefusedException with a sentence that repeats nothing of the URL, when it is of
   *     another database or not well formed
   */
  public static DatabaseUrl parse(String url) {
    if (!url.startsWith(POSTGRESQL)) {
      throw new JournalRefusedException(
          "of the databases of JDBC URLs this version keeps its journal in PostgreSQL only,"
              + " jdbc:postgresql://HOST:PORT/DATABASE?user=USER; the others are none, h2 and"
              + " plugin");
    }
    Matcher form = FORM.matcher(url);
    if (!form.matches() || !HOSTS.matcher(form.group(2)).matches() || !hasPorts(form.group(2))) {
      throw malformed();
    }
    decoded(form.group(1));
    return new DatabaseUrl(form.group(1), form.group(3) == null ? Map.of() : read(form.group(3)));
  }

  /** Where the database is, and no more than that. */
  String address() {
    return address;
  }

  /** What else the driver is told, the password included. */
  Map<String, String> properties() {
    return properties;
  }

  /** It may hold a password, so it says nothing. */
  @Override
  public String toString() {
    return POSTGRESQL;
  }

  private static boolean hasPorts(String hosts) {
    return Arrays.stream(hosts.split(",", -1))
        .map(host -> host.replaceFirst("^(?:\\[.*]|[^:]*):?", ""))
        .filter(port -> !port.isEmpty())
        .mapToInt(Integer::parseInt)
        .allMatch(port -> port >= 1 && port <= MAX_PORT);
  }

  private static Map<String, String> read(String query) {
    Map<String, String> properties = new TreeMap<>();
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (!pair.isEmpty()) {
        String name = equals < 0 ? pair : pair.substring(0, equals);
        properties.put(name, equals < 0 ? "" : decoded(pair.substring(equals + 1)));
      }
    }
    return properties;
  }

  private static String decoded(String part) {
    try {
      return URLDecoder.decode(part, UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      throw malformed();
    }
  }

  private static JournalRefusedException malformed() {
    return new JournalRefusedException(
        "the URL of the journal is not of the form"
            + " jdbc:postgresql://HOST:PORT/DATABASE?user=USER, with % and two digits in the place"
            + " of what is special in a URL; a password is best said by "
            + JdbcSettings.PASSWORD
            + " or the variable AITTA_JDBC_PASSWORD");
  }
}
