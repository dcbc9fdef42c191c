package io.aitta.core.replication.catchup;

import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.core.catalog.CacheId;
import io.aitta.core.catalog.Catalog;
import io.aitta.core.model.CacheConfig;
import io.aitta.core.model.CacheKey;
import io.aitta.core.model.CacheName;
import io.aitta.core.model.Condition;
import io.aitta.core.model.Version;
import io.aitta.core.operation.Increment;
import io.aitta.core.partition.Partition;
import io.aitta.core.replication.history.Change;
import io.aitta.core.replication.history.Copy;
import io.aitta.core.replication.history.RequestLimits;
import io.aitta.core.store.LruStore;
import io.aitta.core.store.NodeBudgets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChangeIntakeTest {
  private static final int CHANGES = 20;
  private static final CacheName NAME = new CacheName("c");
  private static final Catalog CATALOG =
      Catalog.EMPTY.configured(NAME, CacheConfig.DEFAULT, new Version(1, 1));
  private static final CacheId CACHE = CATALOG.idOf(NAME).orElseThrow();
  private static final Increment ADD = new Increment(CacheKey.of("k"), 1, 0, Condition.ALWAYS);

  private final Copy primary = copy();
  private final Copy backup = copy();
  private final List<Change> changes = changes();

  @Test
  void changes_inAnyOrder_areAppliedInTheirs() {
    long seed = System.nanoTime();
    List<Change> shuffled = new ArrayList<>(changes);
    Collections.shuffle(shuffled, new Random(seed));
    ChangeIntake intake = new ChangeIntake(backup, CHANGES, Long.MAX_VALUE);
    shuffled.forEach(intake::take);
    assertThat(backup.head()).as("seed %d", seed).isEqualTo(primary.head());
    assertThat(backup.history().after(changes.get(0).after())).containsExactlyElementsOf(changes);
  }

  @Test
  void changesBeyondTheirNumber_haveToComeAgain() {
    ChangeIntake intake = new ChangeIntake(backup, 3, Long.MAX_VALUE);
    takeFirstLast(intake);
    assertThat(backup.head()).isEqualTo(changes.get(3).last());
  }

  @Test
  void changesBeyondTheirBytes_haveToComeAgain() {
    ChangeIntake intake = new ChangeIntake(backup, CHANGES, 2 * changes.get(1).bytes());
    takeFirstLast(intake);
    assertThat(backup.head()).isEqualTo(changes.get(2).last());
    changes.subList(3, CHANGES).forEach(intake::take);
    assertThat(backup.head()).isEqualTo(primary.head());
  }

  @Test
  void changeThatComesAgain_takesNoRoom() {
    ChangeIntake intake = new ChangeIntake(backup, CHANGES, 2 * changes.get(1).bytes());
    intake.take(changes.get(1));
    intake.take(changes.get(1));
    intake.take(changes.get(2));
    intake.take(changes.get(0));
    intake.take(changes.get(0));
    assertThat(backup.head()).isEqualTo(changes.get(2).last());
  }

  private void takeFirstLast(ChangeIntake intake) {
    changes.subList(1, CHANGES).forEach(intake::take);
    intake.take(changes.get(0));
  }

  private List<Change> changes() {
    List<Change> made = new ArrayList<>(List.of(primary.lead(1, 0)));
    while (made.size() < CHANGES) {
      primary.execute(CACHE, ADD, 0);
      made.add(primary.conclude(Optional.empty(), false, 0).orElseThrow());
    }
    return made;
  }

  private static Copy copy() {
    return new Copy(
        sink ->
            new Partition(
                0, 0, () -> CATALOG, new NodeBudgets(), LruStore::new, (number, cache) -> {}, sink),
        RequestLimits.DEFAULT,
        (change, awaited) -> {});
  }
}
