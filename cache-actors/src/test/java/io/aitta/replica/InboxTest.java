package io.aitta.replica;

import static io.aitta.testing.cluster.TestingNode.CACHE;
import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.core.model.CacheKey;
import io.aitta.core.operation.Get;
import io.aitta.protocol.Answer;
import io.aitta.protocol.Answer.Refusal;
import io.aitta.protocol.Request;
import io.aitta.protocol.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class InboxTest {
  private final Queue<Response> answers = new ConcurrentLinkedQueue<>();
  private final AtomicInteger wakes = new AtomicInteger();
  private final Inbox inbox = new Inbox(7, 2, wakes::incrementAndGet);

  @Test
  void offer_wakesOnceUntilTheTurnEnds() {
    inbox.offer(waiting(1));
    inbox.offer(waiting(2));
    assertThat(wakes).hasValue(1);

    inbox.poll();
    inbox.turnEnds();
    assertThat(wakes).as("one is left").hasValue(2);

    inbox.poll();
    inbox.turnEnds();
    assertThat(wakes).hasValue(2);
  }

  @Test
  void offer_beyondTheBound_isRefusedAtOnce() {
    inbox.offer(waiting(1));
    inbox.offer(waiting(2));
    inbox.offer(waiting(3));

    assertThat(answers).containsExactly(refused(3, Refusal.OVERLOADED));

    inbox.poll();
    inbox.offer(waiting(4));
    assertThat(answers).hasSize(1);
  }

  @Test
  void close_refusesWhatWaitsAndWhatComes() {
    inbox.offer(waiting(1));
    inbox.close();
    inbox.offer(waiting(2));

    assertThat(answers)
        .containsExactly(refused(1, Refusal.NOT_PRIMARY), refused(2, Refusal.NOT_PRIMARY));
    assertThat(inbox.poll()).isEmpty();
  }

  @Test
  void evictions_areKeptOnce() {
    inbox.evict(CACHE);
    inbox.evict(CACHE);

    assertThat(wakes).hasValue(1);
    assertThat(inbox.takeEvictions()).containsExactly(CACHE);
    assertThat(inbox.takeEvictions()).isEmpty();
  }

  @Test
  void closeAmongOffers_answersEachExactlyOnce() throws Exception {
    for (int round = 0; round < 200; round++) {
      answers.clear();
      Inbox raced = new Inbox(7, 10_000, () -> {});
      CountDownLatch go = new CountDownLatch(1);
      List<Thread> threads = new ArrayList<>();
      for (int t = 0; t < 2; t++) {
        int first = t * 50;
        threads.add(
            started(
                go,
                () -> {
                  for (int id = first; id < first + 50; id++) {
                    raced.offer(waiting(id));
                  }
                }));
      }
      threads.add(started(go, raced::close));
      go.countDown();
      for (Thread thread : threads) {
        thread.join();
      }
      assertThat(answers).extracting(Response::id).doesNotHaveDuplicates().hasSize(100);
    }
  }

  private static Thread started(CountDownLatch go, Runnable work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                go.await();
              } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
              }
              work.run();
            });
    thread.start();
    return thread;
  }

  private Waiting waiting(long id) {
    Get get = new Get(CacheKey.of("k"), true);
    return new Waiting(new Request(1, id, 0, 7, 1_000, CACHE, get), answers::add, 0);
  }

  private static Response refused(long id, Refusal refusal) {
    return new Response(1, id, 7, new Answer.Refused(refusal));
  }
}
