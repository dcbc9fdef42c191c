package io.aitta.persistence;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.pekko.actor.ActorIdentity;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Identify;
import org.apache.pekko.pattern.Patterns;
import org.apache.pekko.persistence.Persistence;
import org.apache.pekko.persistence.journal.AsyncWriteJournal;
import org.apache.pekko.persistence.snapshot.SnapshotStore;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The configuration for Cassandra in the documentation is whole, and its plugin loads with it. */
final class CassandraSettingsTest {
  private static final Path PAGE = Path.of("..", "docs", "persistence.md");
  private static final Pattern BLOCK =
      Pattern.compile(
          "<!-- Read by CassandraSettingsTest. -->\\s*```hocon\\n(.*?)```", Pattern.DOTALL);
  private static final Pattern PROFILE = Pattern.compile("profiles\\.([^.]+)\\.(.*)");
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static Config documented;
  private static Config whole;

  @BeforeAll
  static void read() throws IOException {
    Matcher block = BLOCK.matcher(Files.readString(PAGE));
    assertThat(block.find()).as("the block in " + PAGE).isTrue();
    documented = ConfigFactory.parseString(block.group(1)).resolve();
    whole = ConfigFactory.load(documented);
  }

  @Test
  void plugins_areThere_asClassesOfTheirKind() throws ClassNotFoundException {
    PersistenceSettings settings = PersistenceSettings.from(whole);
    assertThat(settings.journal()).isEqualTo(Journal.PLUGIN);
    assertThat(classOf(settings.plugins().journal())).isAssignableTo(AsyncWriteJournal.class);
    assertThat(classOf(settings.plugins().snapshotStore())).isAssignableTo(SnapshotStore.class);
  }

  @Test
  void settingsOfThePlugin_exist() {
    Config reference = ConfigFactory.defaultReference();
    assertThat(leaves("aitta")).allMatch(path -> reference.hasPathOrNull("aitta." + path));
    assertThat(leaves("pekko")).allMatch(path -> reference.hasPathOrNull("pekko." + path));
    assertThat(documented.root().keySet())
        .containsExactlyInAnyOrder("aitta", "pekko", "datastax-java-driver");
  }

  @Test
  void settingsOfTheDriver_exist_inProfilesThatThePluginUses() {
    Set<String> options =
        Stream.of(DefaultDriverOption.values()).map(DefaultDriverOption::getPath).collect(toSet());
    Config plugin = whole.getConfig("pekko.persistence.cassandra");
    Set<String> profiles =
        Stream.of(
                "write-profile", "read-profile", "snapshot.write-profile", "snapshot.read-profile")
            .map(plugin::getString)
            .collect(toSet());
    for (String path : leaves("datastax-java-driver")) {
      Matcher profile = PROFILE.matcher(path);
      boolean inProfile = profile.matches();
      assertThat(options).contains(inProfile ? profile.group(2) : path);
      assertThat(!inProfile || profiles.contains(profile.group(1))).as(path).isTrue();
    }
  }

  @Test
  void plugins_startWithTheseSettings_whereNoCassandraIs() throws Exception {
    Config nobodyThere =
        ConfigFactory.parseMap(
            Map.of("datastax-java-driver.basic.contact-points", Set.of("127.0.0.1:1")));
    ActorSystem system = ActorSystem.create("cassandra", nobodyThere.withFallback(whole));
    try {
      PersistenceSettings.Plugins plugins = PersistenceSettings.from(whole).plugins();
      Persistence persistence = Persistence.get(system);
      assertThat(isAlive(persistence.journalFor(plugins.journal(), whole))).isTrue();
      assertThat(isAlive(persistence.snapshotStoreFor(plugins.snapshotStore(), whole))).isTrue();
    } finally {
      system.terminate();
      system.getWhenTerminated().toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
  }

  private static boolean isAlive(ActorRef plugin) throws Exception {
    Object answer =
        Patterns.ask(plugin, new Identify(1), PATIENCE)
            .toCompletableFuture()
            .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    return ((ActorIdentity) answer).getActorRef().isPresent();
  }

  private static Class<?> classOf(String plugin) throws ClassNotFoundException {
    return Class.forName(whole.getString(plugin + ".class"));
  }

  private static Set<String> leaves(String root) {
    return documented.getConfig(root).entrySet().stream().map(Map.Entry::getKey).collect(toSet());
  }
}
