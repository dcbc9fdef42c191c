package io.aitta;

import static io.aitta.testing.Awaiting.answerOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aitta.core.catalog.Catalog;
import io.aitta.core.model.CacheConfig;
import io.aitta.core.model.CacheConfig.Durability;
import io.aitta.core.model.CacheName;
import io.aitta.core.model.Version;
import io.aitta.embedded.Cache;
import io.aitta.embedded.CacheSettings;
import io.aitta.embedded.Versioned;
import io.aitta.embedded.codec.Codecs;
import io.aitta.join.LastWords;
import io.aitta.replica.OwnerChange;
import io.aitta.testing.cluster.AittaSystems;
import io.aitta.testing.cluster.TestingDisks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole clusters that end at once, without a word, and are started again on their disks. */
class WarmRestartTest {
  private static final CacheSettings PATIENT =
      CacheSettings.DEFAULT.withTimeout(Duration.ofSeconds(60));
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int KEYS = 100;

  @TempDir private Path directory;
  private int cuts;
  private TestingDisks disks = new TestingDisks(Duration.ofMinutes(5));

  @AfterEach
  void close() {
    disks.close();
  }

  @Test
  void twoNodes_startedAgain_haveAllThatWasKept_andGiveNoVersionTwice() {
    Map<String, Version> safe;
    Map<String, Version> soon;
    Map<String, Version> never;
    try (AittaSystems cluster = AittaSystems.start(2, this::settings)) {
      cluster.awaitCopies(2);
      safe = fill(configured(cluster, "safe", Durability.SYNC));
      soon = fill(configured(cluster, "soon", Durability.ASYNC));
      never = fill(configured(cluster, "never", Durability.NONE));
      cutPower();
    }

    try (AittaSystems cluster = AittaSystems.start(2, this::settings)) {
      assertThat(cluster.aitta(1).gateway().caches())
          .containsOnlyKeys(new CacheName("safe"), new CacheName("soon"), new CacheName("never"))
          .containsEntry(
              new CacheName("safe"), CacheConfig.DEFAULT.withDurability(Durability.SYNC));
      assertThat(found(cluster, "safe")).isEqualTo(safe);
      assertThat(found(cluster, "soon")).isEqualTo(soon);
      assertThat(found(cluster, "never")).isEmpty();
      assertThat(ownerChanges(cluster, OwnerChange.RETURNED)).isEqualTo(64);
      assertThat(ownerChanges(cluster, OwnerChange.LOST)).isZero();

      Map<String, Version> again = fill(cache(cluster, 0, "safe"));
      safe.forEach((key, version) -> assertThat(again.get(key)).isGreaterThan(version));
      Map<String, Version> anew = fill(cache(cluster, 1, "never"));
      never.forEach((key, version) -> assertThat(anew.get(key)).isGreaterThan(version));
    }
  }

  @Test
  void nodeWhoseDiskIsLost_learnsFromTheOther_andIsNotWaitedFor() {
    Map<String, Version> safe;
    Catalog catalog;
    try (AittaSystems cluster = AittaSystems.start(2, this::settings)) {
      cluster.awaitCopies(2);
      safe = fill(configured(cluster, "safe", Durability.SYNC));
      cutPower();
      catalog = disks.catalog("node-0");
      assertThat(disks.catalog("node-1")).isEqualTo(catalog);
    }
    disks.lose("node-0");

    try (AittaSystems cluster = AittaSystems.start(2, this::settings)) {
      assertThat(found(cluster, "safe")).isEqualTo(safe);
      assertThat(ownerChanges(cluster, OwnerChange.LOST)).isZero();
      cluster.awaitCopies(2);
      assertThat(disks.catalog("node-0")).isEqualTo(catalog);
      cutPower();
    }
    disks.lose("node-1");

    try (AittaSystems cluster = AittaSystems.start(2, this::settings)) {
      assertThat(found(cluster, "safe")).as("of the one that had learnt").isEqualTo(safe);
    }
  }

  @Test
  void nodeThatNeverComesBack_isWaitedForOnce_andTheOthersGoOn() {
    disks.close();
    disks = new TestingDisks(Duration.ofSeconds(5));
    Map<String, Version> safe;
    try (AittaSystems cluster = AittaSystems.start(3, this::settings)) {
      cluster.awaitCopies(2);
      safe = fill(configured(cluster, "safe", Durability.SYNC));
      cutPower();
    }

    try (AittaSystems cluster = AittaSystems.start(2, this::settings)) {
      assertThat(found(cluster, "safe")).isEqualTo(safe);
      assertThat(ownerChanges(cluster, OwnerChange.RETURNED)).isEqualTo(64);
      assertThat(ownerChanges(cluster, OwnerChange.LOST)).isZero();
    }
  }

  @Test
  void nodeThatReadsItsDisk_isNotReady_andSaysHowFarItIs() {
    CompletableFuture<Void> reading = disks.holdReading();
    try (AittaSystems cluster = AittaSystems.begin(1, this::settings)) {
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(cluster.aitta(0).notReadyBecause())
                      .hasValue("the node has read 0 of 64 partitions from its disk so far"));
      reading.complete(null);
      cluster.awaitReady();
    }
  }

  @Test
  void diskThatIsDamaged_endsTheNode_inTheDisksOwnSentence() {
    disks.damage(5, "the test has damaged partition 5");
    Queue<LastWords> words = new ConcurrentLinkedQueue<>();
    try (AittaSystems cluster = AittaSystems.begin(1, this::settings)) {
      cluster.aitta(0).node().onLastWords(words::add);
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(words)
                      .singleElement()
                      .extracting(LastWords::sentence)
                      .isEqualTo("the test has damaged partition 5"));
    }
  }

  private String settings(int node) {
    return disks.settings()
        + "aitta.register.directory = \"%s\"".formatted(registers().resolve("" + node));
  }

  /** Where the register is until power is cut. */
  private Path registers() {
    return directory.resolve("" + cuts);
  }

  /**
   * What processes do from here on is forgotten: nodes of one JVM do not end at the same moment,
   * and the last would go on without the others.
   */
  private void cutPower() {
    disks.cutPower();
    Path before = registers();
    cuts++;
    try (Stream<Path> all = Files.walk(before)) {
      for (Path each : all.toList()) {
        Files.copy(
            each,
            Files.createDirectories(registers()).resolve(before.relativize(each)),
            StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException cannotCopy) {
      throw new UncheckedIOException(cannotCopy);
    }
  }

  private static Map<String, Version> fill(Cache<String, String> cache) {
    Map<String, Version> versions = new TreeMap<>();
    for (int number = 0; number < KEYS; number++) {
      versions.put("key-" + number, answerOf(cache.put("key-" + number, "value-" + number)));
    }
    return versions;
  }

  /** Each key that is there with its value, asked for on the last node. */
  private static Map<String, Version> found(AittaSystems cluster, String name) {
    Cache<String, String> cache = cache(cluster, 1, name);
    Map<String, Version> found = new TreeMap<>();
    for (int number = 0; number < KEYS; number++) {
      String key = "key-" + number;
      String value = "value-" + number;
      Optional<Versioned<String>> entry = answerOf(cache.getVersioned(key));
      entry.ifPresent(
          there -> {
            assertThat(there.value()).isEqualTo(value);
            found.put(key, there.version());
          });
    }
    return found;
  }

  private static long ownerChanges(AittaSystems cluster, OwnerChange change) {
    return cluster
        .all()
        .mapToLong(node -> node.node().counters().ownerChanges().getOrDefault(change, 0L))
        .sum();
  }

  private static Cache<String, String> configured(
      AittaSystems cluster, String name, Durability durability) {
    return cluster
        .aitta(0)
        .cache(
            name,
            Codecs.utf8(),
            Codecs.utf8(),
            PATIENT.withConfig(CacheConfig.DEFAULT.withDurability(durability)));
  }

  private static Cache<String, String> cache(AittaSystems cluster, int node, String name) {
    return cluster.aitta(node).cache(name, Codecs.utf8(), Codecs.utf8(), PATIENT);
  }
}
