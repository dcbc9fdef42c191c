package io.aitta.multijvm.campaign.client;

import io.aitta.simulation.Call;
import io.aitta.simulation.Call.Action;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/** The steps of clients, each one call or two on a key of its kind, entered in the ledger. */
final class Workload {
  private static final List<String> LIFETIMES = List.of("1s", "3s", "30s", "10m", "2h", "24h");

  private final Client client;
  private final Ledger ledger;
  private final KeySpace keys;
  private final AtomicLong values = new AtomicLong();

  Workload(Client client, Ledger ledger, KeySpace keys) {
    this.client = client;
    this.ledger = ledger;
    this.keys = keys;
  }

  void step(RandomGenerator random) {
    KeyKind kind = keys.kind(random);
    String key = keys.key(kind, random);
    int dice = random.nextInt(10);
    switch (kind) {
      case REGISTER -> onRegister(key, dice);
      case CONDITIONAL -> onConditional(key, dice);
      case COUNTER -> onCounter(key, dice);
      case EPHEMERAL -> onEphemeral(key, dice);
    }
  }

  private void onRegister(String key, int dice) {
    if (dice < 7) {
      put(key);
    } else {
      get(key);
    }
  }

  private void onConditional(String key, int dice) {
    if (dice < 2) {
      put(key);
    } else if (dice < 3) {
      write(key, Action.REMOVE, Write.remove(), 0, 0);
    } else if (dice < 5) {
      get(key);
    } else {
      replace(key);
    }
  }

  private void onCounter(String key, int dice) {
    if (dice < 9) {
      write(key, Action.ADD, Write.increment(), 1, 0);
    } else {
      get(key);
    }
  }

  private void onEphemeral(String key, int dice) {
    if (dice < LIFETIMES.size()) {
      long value = values.incrementAndGet();
      Write put = Write.putFor(LIFETIMES.get(dice), Long.toString(value));
      write(key, Action.PUT, put, value, 0);
    } else {
      get(key);
    }
  }

  private void put(String key) {
    long value = values.incrementAndGet();
    write(key, Action.PUT, Write.put(Long.toString(value)), value, 0);
  }

  private Outcome get(String key) {
    long begun = ledger.now();
    Outcome outcome = client.get(key);
    ledger.read(key, begun, outcome);
    return outcome;
  }

  /** Replaces the very state that was read, by its entity tag: each value had one state only. */
  private void replace(String key) {
    Outcome read = get(key);
    if (read.etag().isEmpty() || Ledger.value(read) == Call.ABSENT) {
      put(key);
      return;
    }
    long value = values.incrementAndGet();
    Write replace = Write.replace(read.etag().get(), Long.toString(value));
    write(key, Action.REPLACE, replace, value, Ledger.value(read));
  }

  private void write(String key, Action action, Write write, long argument, long expected) {
    long begun = ledger.now();
    ledger.write(key, action, argument, expected, begun, client.write(key, write));
  }
}
