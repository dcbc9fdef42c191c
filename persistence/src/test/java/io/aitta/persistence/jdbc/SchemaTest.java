package io.aitta.persistence.jdbc;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.aitta.durability.UnreadableDiskException;
import io.aitta.persistence.JournalRefusedException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tables of the journal in a real database. */
final class SchemaTest {
  private static final String OFF = "aitta.persistence.jdbc.create-schema = off";
  private final TestingPostgres postgres = TestingPostgres.shared();

  @Test
  void open_threeAtOnce_allFindTheTables_andOnceMore() {
    String url = postgres.create("three_at_once");
    ExecutorService nodes = Executors.newFixedThreadPool(3);
    try {
      List<CompletableFuture<Void>> opened =
          Stream.of(1, 2, 3)
              .map(node -> CompletableFuture.runAsync(() -> open(url, ""), nodes))
              .toList();
      assertThat(opened).allSatisfy(one -> assertThat(one).succeedsWithin(30, SECONDS));
    } finally {
      nodes.shutdownNow();
    }
    assertThat(tables("three_at_once")).containsExactly("event_journal", "event_tag", "snapshot");
    open(url, OFF);
  }

  @Test
  void open_inASchemaOfItsOwn_createsTheTablesThere() {
    String url = postgres.create("with_schema") + "&currentSchema=cache";
    assertThatThrownBy(() -> open(url, ""))
        .isInstanceOf(JournalRefusedException.class)
        .hasMessageContaining("no schema has been selected to create in");
    postgres.run("with_schema", "CREATE SCHEMA cache");
    open(url, "");
    assertThat(
            postgres.query(
                "with_schema",
                "SELECT DISTINCT schemaname FROM pg_tables WHERE tablename LIKE 'event%'"))
        .containsExactly("cache");
  }

  @Test
  void open_withoutTheRightToCreate_saysSo_andWorksWithTablesThatSomebodyElseMade() {
    postgres.create("guarded");
    postgres.run("guarded", "CREATE ROLE guest LOGIN PASSWORD '" + TestingPostgres.PASSWORD + "'");
    String url = postgres.url("guarded", "guest");
    assertThatThrownBy(() -> open(url, ""))
        .isInstanceOf(JournalRefusedException.class)
        .hasMessageContaining("permission denied for schema public")
        .hasMessageContaining("grant the user CREATE")
        .hasMessageContaining("create-schema = off");
    assertThatThrownBy(() -> open(url, OFF))
        .isInstanceOf(JournalRefusedException.class)
        .hasMessageContaining("lacks event_journal, event_tag, snapshot");
    postgres.run("guarded", Schema.script());
    postgres.run("guarded", "GRANT SELECT, INSERT, UPDATE ON event_journal, event_tag TO guest");
    assertThatThrownBy(() -> open(url, ""))
        .isInstanceOf(JournalRefusedException.class)
        .hasMessageContaining("event_journal, event_tag, snapshot, the sequence of event_journal")
        .hasMessageContaining("grant it SELECT");
    postgres.run(
        "guarded",
        "GRANT SELECT, INSERT, UPDATE, DELETE ON event_journal, event_tag, snapshot TO guest");
    assertThatThrownBy(() -> open(url, ""))
        .isInstanceOf(JournalRefusedException.class)
        .hasMessageContaining("may not read and write the sequence of event_journal there");
    postgres.run("guarded", "GRANT USAGE ON SEQUENCE event_journal_ordering_seq TO guest");
    open(url, "");
    open(url, OFF);
    try (TestingNode node = new TestingNode(url)) {
      node.disk()
          .keep(TestingRecords.catalog(1))
          .toCompletableFuture()
          .orTimeout(30, SECONDS)
          .join();
    }
  }

  @Test
  void open_withAWrongPassword_orWithoutTheDatabase_saysWhich_andNoPassword() {
    String url = postgres.create("locked");
    assertThatThrownBy(() -> open(url, JdbcSettings.PASSWORD + " = sesame"))
        .isInstanceOf(JournalRefusedException.class)
        .hasMessageContaining("password authentication failed")
        .hasMessageContaining("AITTA_JDBC_PASSWORD")
        .hasMessageNotContaining("sesame");
    assertThatThrownBy(() -> open(url, JdbcSettings.PASSWORD + " = \"\""))
        .isInstanceOf(JournalRefusedException.class)
        .hasMessageContaining("no password was provided");
    assertThatThrownBy(() -> open(url.replace("/locked", "/lost"), ""))
        .isInstanceOf(JournalRefusedException.class)
        .hasMessageContaining("database \"lost\" does not exist");
  }

  @Test
  void open_whileTheDatabaseIsAway_waitsForIt_butNotForEver() throws IOException {
    String url = postgres.create("late");
    postgres.stop();
    CompletableFuture<Void> patient;
    try {
      assertThatThrownBy(() -> open(url, "aitta.persistence.catalog-timeout = 10ms"))
          .isInstanceOf(UnreadableDiskException.class)
          .hasMessageContaining("was not there within 10 ms")
          .hasMessageContaining("aitta.persistence.catalog-timeout");
      patient = CompletableFuture.runAsync(() -> open(url, ""));
    } finally {
      postgres.start();
    }
    assertThat(patient).succeedsWithin(30, SECONDS);
  }

  @Test
  void open_byASystemThatDoesNotKnowThePlugin_isRefused() {
    Config settings = TestingNode.settings("jdbc:postgresql://nowhere/db");
    assertThatThrownBy(() -> JdbcPlugin.open(settings))
        .isInstanceOf(JournalRefusedException.class)
        .hasMessageContaining("JdbcPlugin.configure");
    assertThatCode(() -> JdbcPlugin.configure(settings)).doesNotThrowAnyException();
  }

  private static void open(String url, String setting) {
    JdbcPlugin.open(
        JdbcPlugin.configure(
            ConfigFactory.parseString(setting).withFallback(TestingNode.settings(url))));
  }

  private List<String> tables(String database) {
    return postgres.query(
        database, "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename");
  }
}
