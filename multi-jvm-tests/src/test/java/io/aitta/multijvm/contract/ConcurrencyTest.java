package io.aitta.multijvm.contract;

import static io.aitta.multijvm.http.Uris.entry;
import static io.aitta.multijvm.http.Uris.freshCache;
import static io.aitta.multijvm.http.Uris.increment;
import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.multijvm.http.Answer;
import io.aitta.multijvm.http.Api;
import io.aitta.multijvm.process.JvmCluster;
import io.aitta.multijvm.process.SharedCluster;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Thirty-two clients, spread over all nodes, race for the same keys: no update is lost. */
@SharedCluster
final class ConcurrencyTest {
  private static final int CLIENTS = 32;

  private final String cache = freshCache();
  private final ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
  private final CyclicBarrier start = new CyclicBarrier(CLIENTS);
  private final List<Api> doors;

  ConcurrencyTest(JvmCluster cluster) {
    doors = cluster.nodes().stream().map(node -> new Api(node.url())).toList();
  }

  @BeforeEach
  void createTheCache() {
    doors.get(0).putJson("/v1/caches/" + cache, "{}").is(201);
  }

  @AfterEach
  void stopClients() {
    clients.shutdownNow();
  }

  @Test
  void putIfAbsent_hasExactlyOneWinnerPerKey() throws Exception {
    int keys = 60;
    List<List<Integer>> statuses =
        race(
            client ->
                IntStream.range(0, keys)
                    .mapToObj(
                        key ->
                            door(client, key)
                                .put(entry(cache, "k" + key), "c" + client, "If-None-Match", "*"))
                    .map(Answer::status)
                    .toList());
    for (int key = 0; key < keys; key++) {
      int at = key;
      List<Integer> winners =
          IntStream.range(0, CLIENTS)
              .filter(client -> statuses.get(client).get(at) == 201)
              .boxed()
              .toList();
      assertThat(winners).as("winners of key %d", key).hasSize(1);
      assertThat(statuses).allMatch(of -> of.get(at) == 201 || of.get(at) == 412);
      assertThat(doors.get(key % 3).get(entry(cache, "k" + key)).is(200).text())
          .isEqualTo("c" + winners.get(0));
    }
  }

  @Test
  void compareAndSet_losesNoUpdate() throws Exception {
    int rounds = 15;
    int keys = 8;
    race(
        client -> {
          IntStream.range(0, rounds)
              .forEach(round -> addOne(client, "k" + (client + round) % keys));
          return client;
        });
    long sum =
        IntStream.range(0, keys)
            .mapToLong(
                key -> Long.parseLong(doors.get(key % 3).get(entry(cache, "k" + key)).text()))
            .sum();
    assertThat(sum).isEqualTo((long) CLIENTS * rounds);
  }

  @Test
  void increments_addUpAndEachValueIsAnsweredOnce() throws Exception {
    int rounds = 60;
    List<List<Long>> answered =
        race(
            client ->
                IntStream.range(0, rounds)
                    .mapToObj(i -> door(client, i).post(increment(cache, "n"), "").is(200))
                    .map(answer -> answer.json().path("value").asLong())
                    .toList());
    List<Long> all = answered.stream().flatMap(List::stream).sorted().toList();
    assertThat(all)
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, CLIENTS * rounds).mapToObj(Long::valueOf).toList());
    assertThat(answered).allSatisfy(values -> assertThat(values).isSorted());
  }

  @Test
  void deletes_haveExactlyOneWinnerPerEntry() throws Exception {
    int keys = 40;
    IntStream.range(0, keys).forEach(key -> doors.get(0).put(entry(cache, "k" + key), "v").is(201));
    List<List<Integer>> statuses =
        race(
            client ->
                IntStream.range(0, keys)
                    .mapToObj(key -> door(client, key).delete(entry(cache, "k" + key)).status())
                    .toList());
    for (int key = 0; key < keys; key++) {
      int at = key;
      assertThat(statuses.stream().filter(of -> of.get(at) == 204)).hasSize(1);
      assertThat(statuses).allMatch(of -> of.get(at) == 204 || of.get(at) == 404);
    }
  }

  private void addOne(int client, String key) {
    for (int attempt = 0; attempt < 10_000; attempt++) {
      Answer read = door(client, attempt).get(entry(cache, key));
      boolean absent = read.status() == 404;
      long value = absent ? 0 : Long.parseLong(read.is(200).text());
      String[] condition =
          absent ? new String[] {"If-None-Match", "*"} : new String[] {"If-Match", read.etag()};
      Answer set =
          door(client, attempt + 1).put(entry(cache, key), Long.toString(value + 1), condition);
      if (set.status() != 412) {
        assertThat(set.status()).as(set.toString()).isIn(201, 204);
        return;
      }
    }
    throw new AssertionError("client " + client + " never got through to " + key);
  }

  private Api door(int client, int turn) {
    return doors.get((client + turn) % doors.size());
  }

  private <T> List<T> race(Function<Integer, T> clientWork)
      throws InterruptedException, ExecutionException {
    List<Callable<T>> work =
        IntStream.range(0, CLIENTS)
            .mapToObj(
                client ->
                    (Callable<T>)
                        () -> {
                          start.await(60, TimeUnit.SECONDS);
                          return clientWork.apply(client);
                        })
            .toList();
    List<T> results = new ArrayList<>();
    for (Future<T> result : clients.invokeAll(work, 300, TimeUnit.SECONDS)) {
      results.add(result.get());
    }
    return results;
  }
}
