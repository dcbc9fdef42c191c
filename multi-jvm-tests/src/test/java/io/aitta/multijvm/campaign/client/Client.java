package io.aitta.multijvm.campaign.client;

import static io.aitta.multijvm.http.Uris.entry;

import io.aitta.multijvm.campaign.client.Outcome.Kind;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/**
 * A client that goes from node to node until it knows what became of its request, and sends again
 * only what is safe: reads; writes of which nothing was done; any write where the cluster honours
 * an idempotency key, which all sendings of one write share. Safe for use by several threads.
 */
public final class Client {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long PAUSE_NANOS = 20_000_000;

  private final Requests requests;
  private final Doors doors;
  private final String cache;
  private final boolean idempotent;
  private final Tally failures;

  /**
   * @param idempotent whether the cluster honours idempotency keys
   * @param failures counts every request that failed, by how
   */
  public Client(Requests requests, Doors doors, String cache, boolean idempotent, Tally failures) {
    this.requests = requests;
    this.doors = doors;
    this.cache = cache;
    this.idempotent = idempotent;
    this.failures = failures;
  }

  /** Reads a key, enters that in the ledger, and gives the number; empty when it got no answer. */
  public OptionalLong audit(String key, Ledger ledger) {
    long begun = ledger.now();
    Outcome outcome = get(key);
    ledger.read(key, begun, outcome);
    return outcome.isAnswer() ? OptionalLong.of(Ledger.value(outcome)) : OptionalLong.empty();
  }

  Outcome get(String key) {
    return until(key, "read", this::isAnswered, this::getRequest);
  }

  /** Sends a write; where its outcome is nothing done, none of its sendings was ever done. */
  Outcome write(String key, Write write) {
    if (!idempotent) {
      return until(key, "write", outcome -> outcome.kind() != Kind.NOTHING_DONE, write::at);
    }
    String id = UUID.randomUUID().toString();
    return until(
        key, "write", this::isAnswered, uri -> write.at(uri).setHeader("Idempotency-Key", id));
  }

  private boolean isAnswered(Outcome outcome) {
    return outcome.isAnswer();
  }

  private HttpRequest.Builder getRequest(URI entry) {
    return HttpRequest.newBuilder(entry).GET();
  }

  private interface Enough {
    boolean of(Outcome outcome);
  }

  private interface RequestFor {
    HttpRequest.Builder at(URI entry);
  }

  private Outcome until(String key, String what, Enough enough, RequestFor request) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    boolean inDoubt = false;
    while (true) {
      Outcome outcome = requests.send(request.at(URI.create(doors.any() + entry(cache, key))));
      if (outcome.isAnswer()) {
        return outcome;
      }
      failures.count("request: " + outcome.reason());
      inDoubt |= outcome.kind() == Kind.UNKNOWN;
      if (enough.of(outcome) || System.nanoTime() - deadline > 0) {
        failures.count("given up " + what + ": " + outcome.reason());
        return inDoubt ? Outcome.without(Kind.UNKNOWN, outcome.reason()) : outcome;
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }
}
