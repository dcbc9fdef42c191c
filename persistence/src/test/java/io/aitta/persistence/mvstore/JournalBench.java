package io.aitta.persistence.mvstore;

import com.typesafe.config.ConfigFactory;
import io.aitta.persistence.store.StoreCounters;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.persistence.AbstractPersistentActor;
import org.apache.pekko.persistence.RecoveryCompleted;

/**
 * Measures the journal through 64 persistent actors that persist small events asynchronously, then
 * pieces of 64 KiB that one actor replays. Arguments: directory, events of each actor, how many of
 * them an actor has on their way, pieces.
 */
public final class JournalBench {
  private static final int ACTORS = 64;

  private JournalBench() {}

  /** See the class. */
  public static void main(String[] arguments) throws Exception {
    Path directory = Path.of(arguments[0]);
    int events = Integer.parseInt(arguments[1]);
    int onTheirWay = Integer.parseInt(arguments[2]);
    int pieces = Integer.parseInt(arguments[3]);
    ActorSystem system = system(directory);
    try {
      for (int run = 0; run < 2; run++) {
        System.out.println(
            (run == 0 ? "cold: " : "warm: ") + small(system, events, onTheirWay, run));
      }
      one(system, "pieces", pieces, 65_536, 16);
    } finally {
      system.terminate();
      system.getWhenTerminated().toCompletableFuture().join();
    }
    ActorSystem again = system(directory);
    try {
      NodeStore.get(again).open();
      for (int run = 0; run < 3; run++) {
        long begin = System.nanoTime();
        one(again, "pieces", 0, 0, 1);
        System.out.printf("%d pieces replayed in %.2f s%n", pieces, seconds(begin));
      }
    } finally {
      again.terminate();
      again.getWhenTerminated().toCompletableFuture().join();
    }
  }

  private static String small(ActorSystem system, int events, int onTheirWay, int run)
      throws InterruptedException {
    StoreCounters.Snapshot before = NodeStore.get(system).open().counters();
    CountDownLatch ended = new CountDownLatch(ACTORS);
    CountDownLatch begun = new CountDownLatch(ACTORS);
    List<ActorRef> actors = new ArrayList<>();
    for (int i = 0; i < ACTORS; i++) {
      String id = "writer-" + run + "-" + i;
      actors.add(
          system.actorOf(
              Props.create(
                  Writer.class, () -> new Writer(id, events, 200, onTheirWay, begun, ended))));
    }
    begun.await(1, TimeUnit.MINUTES);
    long begin = System.nanoTime();
    actors.forEach(actor -> actor.tell("go", ActorRef.noSender()));
    if (!ended.await(2, TimeUnit.MINUTES)) {
      return "not done in two minutes";
    }
    double took = seconds(begin);
    StoreCounters.Snapshot after = NodeStore.get(system).open().counters();
    long commits = after.commits() - before.commits();
    return String.format(
        "%.0f events/s, %d a commit, force %.2f ms",
        (double) ACTORS * events / took,
        (long) ACTORS * events / commits,
        (after.forceNanos() - before.forceNanos()) / 1e6 / commits);
  }

  private static void one(ActorSystem system, String id, int events, int bytes, int onTheirWay)
      throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    ActorRef actor =
        system.actorOf(
            Props.create(
                Writer.class, () -> new Writer(id, events, bytes, onTheirWay, begun, ended)));
    begun.await(1, TimeUnit.MINUTES);
    if (events > 0) {
      actor.tell("go", ActorRef.noSender());
      ended.await(1, TimeUnit.MINUTES);
    }
    system.stop(actor);
  }

  private static ActorSystem system(Path directory) {
    return ActorSystem.create(
        "bench",
        ConfigFactory.parseString("pekko.loglevel = WARNING, pekko.jvm-shutdown-hooks = off")
            .withFallback(TestingSystem.settings(directory)));
  }

  private static double seconds(long begin) {
    return (System.nanoTime() - begin) / 1e9;
  }

  /** Persists its events, so many on their way at a time. */
  private static final class Writer extends AbstractPersistentActor {
    private final String id;
    private final byte[] event;
    private final int onTheirWay;
    private final CountDownLatch begun;
    private final CountDownLatch ended;
    private int left;
    private int open;

    Writer(
        String id,
        int events,
        int bytes,
        int onTheirWay,
        CountDownLatch begun,
        CountDownLatch ended) {
      this.id = id;
      this.event = new byte[bytes];
      this.onTheirWay = onTheirWay;
      this.begun = begun;
      this.ended = ended;
      this.left = events;
      new Random(1).nextBytes(event);
    }

    @Override
    public String persistenceId() {
      return id;
    }

    @Override
    public Receive createReceiveRecover() {
      return receiveBuilder()
          .match(RecoveryCompleted.class, completed -> begun.countDown())
          .build();
    }

    @Override
    public Receive createReceive() {
      return receiveBuilder().matchEquals("go", go -> more()).build();
    }

    private void more() {
      while (left > 0 && open < onTheirWay) {
        left--;
        open++;
        persistAsync(
            event,
            stored -> {
              open--;
              more();
            });
      }
      if (left == 0 && open == 0) {
        ended.countDown();
      }
    }
  }
}
