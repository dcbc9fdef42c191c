package io.aitta.persistence.copies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aitta.core.replication.journal.RestoredCopy;
import io.aitta.durability.PartitionDisk;
import io.aitta.durability.UnreadableDiskException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what it is told of a partition. */
final class TestingListener implements PartitionDisk.Listener {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final List<String> told = new CopyOnWriteArrayList<>();
  private volatile Optional<RestoredCopy> copy = Optional.empty();
  private volatile Optional<UnreadableDiskException> fault = Optional.empty();

  @Override
  public void restored(Optional<RestoredCopy> found) {
    copy = found;
    told.add(found.isPresent() ? "restored" : "restored nothing");
  }

  @Override
  public void unreadable(UnreadableDiskException found) {
    fault = Optional.of(found);
    told.add("unreadable");
  }

  @Override
  public void stored(long number) {
    told.add("stored " + number);
  }

  @Override
  public void failed() {
    told.add("failed");
  }

  void awaitTold(String... words) {
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(told).containsExactly(words));
  }

  void awaitLast(String word) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(told).isNotEmpty().last().isEqualTo(word));
  }

  List<String> told() {
    return List.copyOf(told);
  }

  RestoredCopy copy() {
    return copy.orElseThrow();
  }

  UnreadableDiskException fault() {
    return fault.orElseThrow();
  }
}
