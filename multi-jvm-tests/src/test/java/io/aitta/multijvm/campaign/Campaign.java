package io.aitta.multijvm.campaign;

import static io.aitta.multijvm.http.Uris.cache;
import static io.aitta.multijvm.http.Uris.freshCache;

import com.fasterxml.jackson.databind.JsonNode;
import io.aitta.multijvm.campaign.client.Client;
import io.aitta.multijvm.campaign.client.Clients;
import io.aitta.multijvm.campaign.client.Doors;
import io.aitta.multijvm.campaign.client.Ledger;
import io.aitta.multijvm.campaign.client.Requests;
import io.aitta.multijvm.campaign.client.Sides;
import io.aitta.multijvm.campaign.client.Tails;
import io.aitta.multijvm.campaign.client.Tally;
import io.aitta.multijvm.campaign.fault.Fault;
import io.aitta.multijvm.campaign.fault.Field;
import io.aitta.multijvm.campaign.fault.Prober;
import io.aitta.multijvm.http.Api;
import io.aitta.multijvm.process.JvmCluster;
import io.aitta.multijvm.surroundings.Surroundings;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;

/**
 * One campaign: a cluster of real JVMs, clients that write through all of them, faults one after
 * the other, and in the end an audit. Not safe for use by several threads.
 */
public final class Campaign {
  /** The detector is the product's but for some seconds, for machines that are busy. */
  private static final String SETTINGS =
      """
      aitta.http.request-timeout = 15s
      aitta.replication.silence = 5s
      pekko.cluster.failure-detector.acceptable-heartbeat-pause = 6s
      """;

  private static final int PROBED_KEYS = 6;
  private static final Duration LONGEST_WAIT_FOR_WRITES = Duration.ofHours(12);

  private final Plan plan;
  private final Progress progress;
  private final Tally failures = new Tally();
  private final Doors doors = new Doors();
  private final Sides sides = new Sides();
  private final String entries = freshCache();
  private final String probes = freshCache();
  private final String unawaited = freshCache();
  private final Outages outages = new Outages();

  private Campaign(Plan plan, Progress progress) {
    this.plan = plan;
    this.progress = progress;
  }

  /** Runs it to its end, or to the first fault that the cluster does not recover from. */
  public static Report run(Plan plan, Progress progress) {
    return new Campaign(plan, progress).run();
  }

  private Report run() {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try (Surroundings surroundings = plan.scenario().surroundings(plan.directory());
        JvmCluster cluster = start(surroundings);
        Ledger ledger = ledger(cluster)) {
      Requests requests = new Requests(threads, sides);
      try (Prober prober = new Prober(requests, probes, PROBED_KEYS)) {
        SplittableRandom random = new SplittableRandom(plan.seed());
        Tails tails = new Tails(requests, unawaited, doors);
        Field field = new Field(cluster, surroundings, doors, sides, prober, tails, random);
        return run(field, requests, tails, ledger);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private JvmCluster start(Surroundings surroundings) {
    return JvmCluster.named(plan.name())
        .size(plan.scenario().nodes())
        .places(surroundings::place)
        .configuration(SETTINGS)
        .configuration(plan.persistence().configuration())
        .configuration(plan.scenario().configuration())
        .configuration(plan.configuration())
        .start();
  }

  private Ledger ledger(JvmCluster cluster) {
    JsonNode partitions =
        new Api(cluster.node(0).url()).get("/v1/cluster").is(200).json().path("partitions");
    return new Ledger(
        plan.directory().resolve(plan.fileName() + ".history.jsonl"),
        partitions.path("count").asInt());
  }

  private Report run(Field field, Requests requests, Tails tails, Ledger ledger) {
    Api api = new Api(doors.any());
    api.putJson(cache(entries), plan.persistence().cache()).is(201);
    api.putJson(cache(probes), plan.persistence().cache()).is(201);
    if (plan.persistence() != Persistence.NONE) {
      api.putJson(cache(unawaited), Persistence.ASYNC.cache()).is(201);
    }
    boolean idempotent = api.get("/openapi.json").is(200).text().contains("Idempotency-Key");
    Client client = new Client(requests, doors, entries, idempotent, failures);
    Report.Builder report = Report.of(plan, idempotent);
    field.awaitGreen();
    try (Clients clients =
        Clients.start(plan.clients(), plan.seed(), client, ledger, plan.scenario().keys())) {
      try {
        strikeAll(field, ledger);
        awaitWrites(ledger);
      } catch (AssertionError | RuntimeException broken) {
        progress.say("the campaign ends early: " + broken);
        report.broken(broken.toString());
      }
      clients.stop();
    }
    progress.say("reading every key and judging its history");
    Audit audit = Audit.of(client, ledger);
    return report.end(ledger, audit, outages, sides, tails, failures);
  }

  private void strikeAll(Field field, Ledger ledger) {
    for (int i = 0; i < plan.faults(); i++) {
      Fault fault = plan.fault(i);
      long begun = System.nanoTime();
      outages.add(fault, fault.strike(field), Duration.ofNanos(System.nanoTime() - begun));
      progress.say(
          "%d of %d: %s; %s; %,d writes acknowledged"
              .formatted(
                  i + 1, plan.faults(), fault.name(), outages.last(), ledger.acknowledged()));
    }
  }

  private void awaitWrites(Ledger ledger) {
    Awaitility.await(plan.writes() + " acknowledged writes")
        .atMost(LONGEST_WAIT_FOR_WRITES)
        .until(() -> ledger.acknowledged() >= plan.writes());
  }
}
