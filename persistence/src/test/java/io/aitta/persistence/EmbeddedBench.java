package io.aitta.persistence;

import com.sun.management.OperatingSystemMXBean;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.aitta.Aitta;
import io.aitta.core.model.CacheConfig;
import io.aitta.core.model.CacheConfig.Durability;
import io.aitta.embedded.Cache;
import io.aitta.embedded.CacheSettings;
import io.aitta.embedded.codec.Codecs;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * Measures writes of one node through the embedded API: so many clients, each of which puts the
 * next value of 100 bytes once the one before is acknowledged. Arguments: directory, clients, puts
 * of a run, and what persistence the caches have, in the order of the runs.
 */
public final class EmbeddedBench {
  private static final int KEYS = 100_000;
  private static final int VALUE_BYTES = 100;
  private static final long PATIENCE = TimeUnit.MINUTES.toNanos(1);

  private EmbeddedBench() {}

  /** See the class. */
  public static void main(String[] arguments) throws Exception {
    Path directory = Path.of(arguments[0]);
    int clients = Integer.parseInt(arguments[1]);
    int puts = Integer.parseInt(arguments[2]);
    ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "aitta", settings(directory));
    try {
      awaitReady(system);
      for (int i = 3; i < arguments.length; i++) {
        run(system, Durability.valueOf(arguments[i].toUpperCase(Locale.ROOT)), clients, puts, i);
      }
    } finally {
      system.terminate();
      system.getWhenTerminated().toCompletableFuture().join();
    }
  }

  private static void run(
      ActorSystem<?> system, Durability durability, int clients, int puts, int run)
      throws Exception {
    Cache<String, byte[]> cache =
        Aitta.get(system)
            .cache(
                durability + "-" + run,
                Codecs.utf8(),
                Codecs.bytes(),
                CacheSettings.DEFAULT.withConfig(CacheConfig.DEFAULT.withDurability(durability)));
    cache.put("first", new byte[VALUE_BYTES]).toCompletableFuture().join();
    Clients all = new Clients(cache, clients, puts);
    long cpu = processorTime();
    long begin = System.nanoTime();
    all.run();
    double seconds = (System.nanoTime() - begin) / 1e9;
    long[] latencies = all.latencies;
    Arrays.sort(latencies);
    System.out.printf(
        "%-5s %,d puts of %d clients in %.2f s: %,.0f/s, %.1f us of processor time each;"
            + " median %.2f ms, p99 %.2f ms%n",
        durability,
        puts,
        clients,
        seconds,
        puts / seconds,
        (processorTime() - cpu) / 1e3 / puts,
        latencies[puts / 2] / 1e6,
        latencies[(int) (puts * 0.99)] / 1e6);
  }

  private static long processorTime() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static void awaitReady(ActorSystem<?> system) throws Exception {
    long begin = System.nanoTime();
    while (Aitta.get(system).notReadyBecause().isPresent()) {
      if (System.nanoTime() - begin > PATIENCE) {
        throw new TimeoutException(Aitta.get(system).notReadyBecause().get());
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  private static Config settings(Path directory) {
    return ConfigFactory.parseString(
            String.join(
                "\n",
                "pekko.remote.artery.canonical { hostname = \"127.0.0.1\", port = 17399 }",
                "pekko.cluster.seed-nodes = [\"pekko://aitta@127.0.0.1:17399\"]",
                "aitta.name = bench",
                "aitta.register.directory = \"" + directory.resolve("register") + "\"",
                "aitta.persistence.journal = h2",
                "aitta.persistence.h2.directory = \"" + directory.resolve("store") + "\""))
        .withFallback(ConfigFactory.parseResources("aitta-node.conf"))
        .withFallback(ConfigFactory.load());
  }

  /** The clients of a run. */
  private static final class Clients {
    private final Cache<String, byte[]> cache;
    private final int clients;
    private final int puts;
    private final AtomicInteger next = new AtomicInteger();
    private final CountDownLatch left;
    private final long[] latencies;

    Clients(Cache<String, byte[]> cache, int clients, int puts) {
      this.cache = cache;
      this.clients = clients;
      this.puts = puts;
      this.left = new CountDownLatch(puts);
      this.latencies = new long[puts];
    }

    void run() throws InterruptedException, TimeoutException {
      for (int i = 0; i < clients; i++) {
        put();
      }
      if (!left.await(5, TimeUnit.MINUTES)) {
        throw new TimeoutException(left.getCount() + " puts have no answer");
      }
    }

    private void put() {
      int number = next.getAndIncrement();
      if (number >= puts) {
        return;
      }
      long begin = System.nanoTime();
      cache
          .put("key-" + number % KEYS, new byte[VALUE_BYTES])
          .whenComplete((version, failure) -> end(number, begin, failure));
    }

    private void end(int number, long begin, Throwable failure) {
      if (failure != null) {
        failure.printStackTrace();
        System.exit(1);
      }
      latencies[number] = System.nanoTime() - begin;
      left.countDown();
      put();
    }
  }
}
