package io.aitta.persistence.mvstore;

import com.typesafe.config.Config;
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
    return TestingSuite.run(new JournalKit(TestingSystem.settings(directory)), 17);
  }

  @TestFactory
  Stream<DynamicTest> snapshots_passTheKitOfPekko() {
    return TestingSuite.run(new SnapshotKit(TestingSystem.settings(directory)), 13);
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
