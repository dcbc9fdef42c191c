package io.aitta.persistence.copies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.aitta.core.catalog.Catalog;
import io.aitta.core.model.CacheConfig;
import io.aitta.core.model.CacheName;
import io.aitta.core.model.Version;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.core.replication.journal.JournalRecord;
import io.aitta.durability.NodeDisk;
import io.aitta.durability.PartitionDisk;
import io.aitta.persistence.JournalProvider;
import io.aitta.persistence.JournalRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a node keeps in the embedded journal, over several processes of it. */
class JournaledDiskTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String REGISTER = "aitta.register.directory = \"not written in this test\"";
  private static final MemberId NEXT = new MemberId("n", new UUID(1, 2));

  @TempDir private Path directory;

  @Test
  void copy_comesBackAsItWas_withAllItsLives() {
    TestingCopy.Writing writing;
    try (TestingDiskNode node = new TestingDiskNode(settings())) {
      TestingListener listener = new TestingListener();
      writing = new TestingCopy().writeTo(node.open(listener));
      for (int number = 0; number < 1_000; number++) {
        writing.put("k" + number % 700, number % 100);
      }
      listener.awaitLast("stored " + writing.last());
      assertThat(listener.told()).first().isEqualTo("restored nothing");
    }

    try (TestingDiskNode node = new TestingDiskNode(settings())) {
      TestingListener listener = new TestingListener();
      PartitionDisk disk = node.open(listener);
      listener.awaitTold("restored");
      assertThat(TestingCopy.entriesOf(listener.copy().copy()))
          .isEqualTo(TestingCopy.entriesOf(writing.copy()))
          .hasSize(700);
      assertThat(listener.copy().copy().head()).isEqualTo(writing.copy().head());
      assertThat(listener.copy().lives()).containsExactly(TestingCopy.LIFE);
      assertThat(node.restorers()).isEqualTo(1);
      disk.store(1, new JournalRecord.Kept(NEXT), true);
      listener.awaitTold("restored", "stored 1");
    }

    try (TestingDiskNode node = new TestingDiskNode(settings())) {
      TestingListener listener = new TestingListener();
      node.open(listener);
      listener.awaitTold("restored");
      assertThat(listener.copy().lives()).containsExactly(TestingCopy.LIFE, NEXT);
      assertThat(listener.copy().copy().head()).isEqualTo(writing.copy().head());
    }
  }

  @Test
  void copyThatWasDropped_doesNotComeBack() {
    try (TestingDiskNode node = new TestingDiskNode(settings())) {
      TestingListener listener = new TestingListener();
      TestingCopy.Writing writing = new TestingCopy().writeTo(node.open(listener));
      writing.put("k", 1);
      writing.log().drop();
      listener.awaitLast("stored " + writing.last());
    }
    try (TestingDiskNode node = new TestingDiskNode(settings())) {
      TestingListener listener = new TestingListener();
      node.open(listener);
      listener.awaitTold("restored nothing");
    }
  }

  @Test
  void catalog_comesBack() throws Exception {
    Catalog catalog =
        Catalog.EMPTY.configured(new CacheName("c"), CacheConfig.DEFAULT, new Version(3, 4));
    try (TestingDiskNode node = new TestingDiskNode(settings())) {
      assertThat(node.disk().catalog()).isEqualTo(Catalog.EMPTY);
      node.disk().keep(catalog).toCompletableFuture().get(60, TimeUnit.SECONDS);
    }
    try (TestingDiskNode node = new TestingDiskNode(settings())) {
      assertThat(node.disk().catalog()).isEqualTo(catalog);
    }
  }

  @Test
  void provider_withoutAJournal_hasNoDisk() {
    ActorSystem<Void> system =
        ActorSystem.create(
            Behaviors.empty(),
            "none",
            ConfigFactory.parseString("aitta.persistence.journal = none")
                .withFallback(ConfigFactory.load()));
    try {
      assertThat(new JournalProvider().open(system, "n", 1)).isEmpty();
    } finally {
      stop(system);
    }
  }

  @Test
  void provider_withoutADirectoryForTheRegister_saysSo() {
    ActorSystem<Void> system =
        ActorSystem.create(
            Behaviors.empty(),
            "register",
            ConfigFactory.parseString("aitta.persistence.journal = h2")
                .withFallback(ConfigFactory.load()));
    try {
      assertThatThrownBy(() -> new JournalProvider().open(system, "n", 1))
          .isInstanceOf(JournalRefusedException.class)
          .hasMessageContaining("aitta.register.directory");
    } finally {
      stop(system);
    }
  }

  @Test
  void provider_withoutADirectory_saysWhichSettingIsMissing() {
    ActorSystem<Void> system =
        ActorSystem.create(
            Behaviors.empty(),
            "nowhere",
            ConfigFactory.parseString("aitta.persistence.journal = h2")
                .withFallback(ConfigFactory.parseString(REGISTER))
                .withFallback(ConfigFactory.load()));
    try {
      assertThatThrownBy(() -> new JournalProvider().open(system, "n", 1))
          .isInstanceOf(JournalRefusedException.class)
          .hasMessageContaining("aitta.persistence.h2.directory");
    } finally {
      stop(system);
    }
  }

  @Test
  void provider_whoseStoreCannotBeOpened_saysSoAtOnce() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    ActorSystem<Void> system =
        ActorSystem.create(Behaviors.empty(), "file", settings(file.resolve("within")));
    try {
      assertThatThrownBy(() -> new JournalProvider().open(system, "n", 1))
          .isInstanceOf(JournalRefusedException.class)
          .hasMessageContaining(file.toString());
    } finally {
      stop(system);
    }
  }

  @Test
  void provider_opensADisk_withTheLimitsThatAreSet() {
    Config settings =
        ConfigFactory.parseString("aitta.persistence.recovery-wait = 77s").withFallback(settings());
    ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "h2", settings);
    try {
      Optional<NodeDisk> disk = new JournalProvider().open(system, "n", 1);
      assertThat(disk).isPresent();
      assertThat(disk.get().limits().recoveryWait()).isEqualTo(Duration.ofSeconds(77));
      assertThat(disk.get().catalog()).isEqualTo(Catalog.EMPTY);
    } finally {
      stop(system);
    }
  }

  private Config settings() {
    return settings(directory);
  }

  static Config settings(Path directory) {
    return ConfigFactory.parseString(
            "aitta.persistence { journal = h2, h2.directory = \"" + directory + "\" }")
        .withFallback(ConfigFactory.parseString(REGISTER))
        .withFallback(ConfigFactory.load());
  }

  private static void stop(ActorSystem<Void> system) {
    system.terminate();
    await().atMost(PATIENCE).until(() -> system.getWhenTerminated().toCompletableFuture().isDone());
  }
}
