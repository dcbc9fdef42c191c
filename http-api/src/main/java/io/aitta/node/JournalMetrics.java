package io.aitta.node;

import io.aitta.persistence.mvstore.NodeStore;
import io.aitta.persistence.store.StoreCounters.Snapshot;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/** The meters of a node's embedded journal; those of a database are the database's. */
final class JournalMetrics implements MeterBinder {
  private static final double SECOND = TimeUnit.SECONDS.toNanos(1);

  private final NodeStore store;

  JournalMetrics(NodeStore store) {
    this.store = store;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    count(registry, "commits", "times that the file was forced to the disk", Snapshot::commits);
    count(registry, "changes", "events and snapshots written, and deletions", Snapshot::changes);
    count(registry, "written.bytes", "bytes of events and snapshots", Snapshot::bytes);
    count(
        registry,
        "force.seconds",
        "for how long the disk was waited for",
        all -> all.forceNanos() / SECOND);
    count(registry, "refused", "writes refused since too much waited", Snapshot::refused);
    count(registry, "failures", "times that the file failed", Snapshot::failures);
    count(registry, "openings", "times that it was opened", Snapshot::openings);
    count(registry, "compactions", "steps that gave room back", Snapshot::compactions);
    gauge(
        registry,
        "force.longest.seconds",
        "the longest wait for the disk so far",
        all -> all.longestForceNanos() / SECOND);
    gauge(registry, "queued.bytes", "what waits to be written", Snapshot::queuedBytes);
    gauge(registry, "file.bytes", "how large the file is; 0 while closed", Snapshot::fileBytes);
  }

  private void count(
      MeterRegistry registry, String name, String text, ToDoubleFunction<Snapshot> value) {
    FunctionCounter.builder("aitta.journal." + name, store, it -> of(it, value))
        .description(text)
        .register(registry);
  }

  private void gauge(
      MeterRegistry registry, String name, String text, ToDoubleFunction<Snapshot> value) {
    Gauge.builder("aitta.journal." + name, store, it -> of(it, value))
        .description(text)
        .register(registry);
  }

  private static double of(NodeStore store, ToDoubleFunction<Snapshot> value) {
    return store.counters().map(value::applyAsDouble).orElse(0.0);
  }
}
