package io.aitta.persistence.jdbc;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.awaitility.Awaitility;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL itself, unpacked from a library and started on a free port, with a password for
 * everybody. Since it refuses to run as root, root has it run by another user. One for all tests of
 * a process, with a database for each; gone with the process.
 */
final class TestingPostgres {
  static final String PASSWORD = "se same&?";
  private static final String ADMINISTRATOR = "postgres";
  private static final String OTHER_USER = "nobody";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Ways for root to run something as somebody else; any of them will do. */
  private static final List<List<String>> AS_OTHER_USER =
      List.of(
          List.of("setpriv", "--reuid=" + OTHER_USER, "--clear-groups"),
          List.of("runuser", "-u", OTHER_USER, "--"));

  private static TestingPostgres shared;

  private final Path home;
  private final List<String> as;
  private int port;
  private Process process;

  private TestingPostgres(Path home) throws IOException {
    this.home = home;
    Runtime.getRuntime().addShutdownHook(new Thread(this::vanish));
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
    unpack();
    Path cluster = Files.createDirectory(home.resolve("cluster"));
    Path password = Files.writeString(home.resolve("password"), PASSWORD);
    as = isRoot() ? otherUser() : List.of();
    if (!as.isEmpty()) {
      Files.setOwner(
          cluster,
          home.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(OTHER_USER));
    }
    run(
        program(
            "initdb",
            "--pgdata=" + data(),
            "--username=" + ADMINISTRATOR,
            "--pwfile=" + password,
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C",
            "--no-sync"));
  }

  /** The one of this process, running. */
  static synchronized TestingPostgres shared() {
    try {
      if (shared == null) {
        TestingPostgres postgres = new TestingPostgres(Files.createTempDirectory("aitta-postgres"));
        postgres.start();
        shared = postgres;
      }
      return shared;
    } catch (IOException broken) {
      throw new IllegalStateException("PostgreSQL does not start", broken);
    }
  }

  /** Starts it where it was, or the first time on a free port. */
  void start() throws IOException {
    port = port == 0 ? freePort() : port;
    process =
        builder(
                program(
                    "postgres",
                    "-D",
                    data().toString(),
                    "-p",
                    Integer.toString(port),
                    "-c",
                    "listen_addresses=127.0.0.1",
                    "-c",
                    "unix_socket_directories="))
            .start();
    Awaitility.await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .failFast("PostgreSQL has ended", () -> !process.isAlive())
        .until(() -> query("postgres", "SELECT 1").equals(List.of("1")));
  }

  /** Stops it at once: who is connected is cut off. */
  void stop() throws IOException {
    run(program("pg_ctl", "-D", data().toString(), "-m", "immediate", "-w", "stop"));
  }

  /** Creates an empty database and gives its URL, which names the administrator, no password. */
  String create(String database) {
    run("postgres", "CREATE DATABASE " + database);
    return url(database, ADMINISTRATOR);
  }

  String url(String database, String user) {
    return "jdbc:postgresql://127.0.0.1:%d/%s?user=%s".formatted(port, database, user);
  }

  /** Runs a statement as the administrator. */
  void run(String database, String sql) {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** The first column of what a query gives the administrator. */
  List<String> query(String database, String sql) {
    List<String> found = new ArrayList<>();
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
      return found;
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private Connection connect(String database) throws SQLException {
    String address = "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
    return DriverManager.getConnection(address, ADMINISTRATOR, PASSWORD);
  }

  private Path data() {
    return home.resolve("cluster").resolve("data");
  }

  private List<String> program(String name, String... arguments) {
    List<String> command = new ArrayList<>(as);
    command.add(home.resolve("bin").resolve(name).toString());
    command.addAll(List.of(arguments));
    return command;
  }

  /** In a directory that the other user may enter. */
  private ProcessBuilder builder(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile());
    return builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
  }

  private Path log() {
    return home.resolve("log");
  }

  private void run(List<String> command) throws IOException {
    if (end(builder(command).start()) != 0) {
      throw new IOException("failed: " + command + "\n" + Files.readString(log()));
    }
  }

  private static int end(Process process) {
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException("takes too long: " + process.info().command());
      }
      return process.exitValue();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  private boolean isRoot() throws IOException {
    return Integer.valueOf(0).equals(Files.getAttribute(home, "unix:uid"));
  }

  private List<String> otherUser() {
    return AS_OTHER_USER.stream()
        .filter(this::works)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "PostgreSQL does not run as root, and neither setpriv nor runuser are here"));
  }

  private boolean works(List<String> way) {
    List<String> command = new ArrayList<>(way);
    command.add("true");
    try {
      return end(builder(command).start()) == 0;
    } catch (IOException notThere) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void unpack() throws IOException {
    String archive =
        System.getProperty("os.arch").equals("aarch64")
            ? "/postgres-linux-arm_64.txz"
            : "/postgres-linux-x86_64.txz";
    try (InputStream packed = TestingPostgres.class.getResourceAsStream(archive);
        TarArchiveInputStream files =
            new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed)))) {
      for (TarArchiveEntry file = files.getNextEntry(); file != null; file = files.getNextEntry()) {
        unpack(file, files);
      }
    }
  }

  private void unpack(TarArchiveEntry entry, InputStream content) throws IOException {
    Path path = home.resolve(entry.getName()).normalize();
    if (!path.startsWith(home)) {
      throw new IOException("leads out of the directory: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(path);
    } else if (entry.isSymbolicLink()) {
      Files.createDirectories(path.getParent());
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
    } else {
      Files.createDirectories(path.getParent());
      Files.copy(content, path);
      Files.setPosixFilePermissions(path, readable((entry.getMode() & 0100) != 0));
    }
  }

  private static Set<PosixFilePermission> readable(boolean executable) {
    return EnumSet.copyOf(PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
  }

  private void vanish() {
    if (process != null) {
      process.destroyForcibly();
      end(process);
    }
    try (Stream<Path> all = Files.walk(home)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
          Files.delete(path);
        }
      }
    } catch (IOException stays) {
      System.err.println("cannot be deleted: " + home + ": " + stays);
    }
  }
}
