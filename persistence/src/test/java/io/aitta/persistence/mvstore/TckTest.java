package io.aitta.persistence.mvstore;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.pekko.persistence.CapabilityFlag;
import org.apache.pekko.persistence.japi.journal.JavaJournalSpec;
import org.apache.pekko.persistence.japi.snapshot.JavaSnapshotStoreSpec;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The plugins keep what Pekko Persistence asks of a journal and of a snapshot store. */
final class TckTest {
  @TempDir private Path directory;

  @TestFactory
  Stream<DynamicTest> journal_passesTheKitOfPekko() {
    return TestingSuite.run(new JournalKit(settings(directory)), 17);
  }

  @TestFactory
  Stream<DynamicTest> snapshots_passTheKitOfPekko() {
    return TestingSuite.run(new SnapshotKit(settings(directory)), 13);
  }

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

  private static final class JournalKit extends JavaJournalSpec {
    JournalKit(Config config) {
      super(config);
    }

    @Override
    public CapabilityFlag supportsRejectingNonSerializableObjects() {
      return CapabilityFlag.on();
    }

    @Override
    public CapabilityFlag supportsSerialization() {
      return CapabilityFlag.on();
    }

    @Override
    public CapabilityFlag supportsMetadata() {
      return CapabilityFlag.on();
    }
  }

  private static final class SnapshotKit extends JavaSnapshotStoreSpec {
    SnapshotKit(Config config) {
      super(config);
    }

    @Override
    public CapabilityFlag supportsSerialization() {
      return CapabilityFlag.on();
    }

    @Override
    public CapabilityFlag supportsMetadata() {
      return CapabilityFlag.on();
    }
  }
}
