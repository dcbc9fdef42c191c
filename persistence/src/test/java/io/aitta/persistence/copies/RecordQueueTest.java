package io.aitta.persistence.copies;

import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.core.model.Version;
import io.aitta.core.replication.history.RequestSnapshot;
import io.aitta.core.replication.journal.JournalRecord;
import io.aitta.core.replication.journal.JournalRecord.Round.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecordQueueTest {
  private static final JournalRecord END = new JournalRecord.RoundEnd();

  private final RecordQueue queue = new RecordQueue(new Beat());
  private final AtomicInteger wakes = new AtomicInteger();

  @Test
  void journal_isWokenOnce_forAllThatComesBeforeItHasLooked() {
    queue.wakes(wakes::incrementAndGet);
    assertThat(wakes).as("something may have waited for it").hasValue(1);
    queue.store(1, END, true);
    queue.forgetBefore(1);
    assertThat(wakes).hasValue(1);
    queue.looked();
    assertThat(wakes).hasValue(1);
    queue.store(2, END, true);
    queue.store(3, END, true);
    assertThat(wakes).hasValue(2);
    queue.looked();
    queue.forgetBefore(3);
    assertThat(wakes).hasValue(3);
    queue.store(4, END, true);
    assertThat(wakes).hasValue(3);
  }

  @Test
  void whatCame_whileThereWasNoJournal_isFoundByTheNext() {
    queue.store(1, END, true);
    queue.wakes(wakes::incrementAndGet);
    queue.store(2, END, true);
    assertThat(taken()).containsExactly(1L, 2L);

    queue.looked();
    queue.store(3, END, true);
    AtomicInteger another = new AtomicInteger();
    queue.wakes(another::incrementAndGet);
    assertThat(another).as("though the one before was woken and has not looked").hasValue(1);
    assertThat(taken()).containsExactly(3L);
    queue.looked();
    queue.store(4, END, true);
    assertThat(another).hasValue(2);
    assertThat(wakes).as("who has gone is not woken").hasValue(2);
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"ANEW", "AFTER_GAP"})
  void lost_skipsUntilARoundThatNeedsNothingBefore(Kind kind) {
    queue.store(1, END, true);
    queue.lost();
    queue.store(2, new JournalRecord.Dropped(), true);
    queue.store(3, round(Kind.AGAIN), true);
    assertThat(taken()).isEmpty();
    queue.store(4, END, true);
    queue.store(5, round(kind), true);
    queue.store(6, END, true);
    queue.store(7, round(Kind.AGAIN), true);
    assertThat(taken()).containsExactly(5L, 6L, 7L);
  }

  @Test
  void lost_betweenTwoRounds_skipsTheRestOfTheFirst() {
    queue.store(1, round(Kind.ANEW), true);
    queue.store(2, END, true);
    queue.peek();
    queue.remove();
    queue.lost();
    queue.store(3, round(Kind.AFTER_GAP), true);
    assertThat(taken()).containsExactly(3L);
  }

  @Test
  void lost_isForgotten_onlyOnceSomethingFollows() {
    queue.lost();
    assertThat(queue.peek()).isNull();
    queue.store(1, END, true);
    assertThat(queue.peek()).isNull();
    queue.store(2, round(Kind.AFTER_GAP), true);
    assertThat(taken()).containsExactly(2L);
    queue.store(3, END, true);
    assertThat(taken()).containsExactly(3L);
  }

  @Test
  void whatNobodyWaitsFor_isDueWithTheNextBeat_orWithWhatSomebodyWaitsFor() {
    Beat beat = new Beat();
    RecordQueue lazy = new RecordQueue(beat);
    lazy.store(1, END, false);
    assertThat(lazy.isDue()).isFalse();
    beat.beat();
    assertThat(lazy.isDue()).isTrue();
    lazy.remove();
    lazy.settle();
    assertThat(lazy.isDue()).isFalse();
    beat.beat();
    assertThat(lazy.isDue()).as("after a beat without records").isFalse();
    lazy.store(2, END, false);
    lazy.store(3, END, true);
    assertThat(lazy.isDue()).isTrue();
    lazy.remove();
    assertThat(lazy.isDue()).isTrue();
    lazy.remove();
    assertThat(lazy.isDue()).isFalse();
  }

  @Test
  void forgottenBefore_isTheLatest() {
    assertThat(queue.forgottenBefore()).isZero();
    queue.forgetBefore(7);
    queue.forgetBefore(9);
    assertThat(queue.forgottenBefore()).isEqualTo(9);
  }

  /** Journals take turns while one thread stores: who waits for its wake finds everything. */
  @Test
  void nothingIsLost_betweenTwoJournals_whileRecordsCome() throws Exception {
    int records = 20_000;
    ExecutorService writer = Executors.newSingleThreadExecutor();
    try {
      CountDownLatch begun = new CountDownLatch(1);
      Future<?> writing =
          writer.submit(
              () -> {
                for (int number = 1; number <= records; number++) {
                  queue.store(number, END, true);
                  begun.countDown();
                }
              });
      begun.await();
      List<Long> found = new ArrayList<>();
      while (found.size() < records) {
        Semaphore woken = new Semaphore(0);
        queue.wakes(woken::release);
        for (int turn = 0; turn < 20 && found.size() < records; turn++) {
          assertThat(woken.tryAcquire(30, TimeUnit.SECONDS)).as("woken again").isTrue();
          queue.looked();
          found.addAll(taken());
        }
      }
      writing.get(30, TimeUnit.SECONDS);
      assertThat(found).hasSize(records).isSorted().doesNotHaveDuplicates();
    } finally {
      writer.shutdownNow();
    }
  }

  private List<Long> taken() {
    List<Long> numbers = new ArrayList<>();
    for (RecordQueue.Numbered next = queue.peek(); next != null; next = queue.peek()) {
      numbers.add(next.number());
      queue.remove();
    }
    return numbers;
  }

  private static JournalRecord round(Kind kind) {
    RequestSnapshot none = new RequestSnapshot(List.of(), Map.of(), List.of());
    return new JournalRecord.Round(Set.of(), kind, none, new Version(1, 1), 0);
  }
}
