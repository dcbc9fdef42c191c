package io.aitta.node;

import io.aitta.AittaNode;
import io.aitta.register.RegisterCounters.Snapshot;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/** The meters of a node's part in the register of configurations. */
final class RegisterMetrics implements MeterBinder {
  private final AittaNode node;

  RegisterMetrics(AittaNode node) {
    this.node = node;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    count(registry, "undecided", "calls to the register without a decision", Snapshot::undecided);
    count(registry, "refused", "calls not asked, since too many were open", Snapshot::refused);
    count(
        registry,
        "unsent",
        "words to voters and answers without room or a node to go to",
        Snapshot::unsent);
    count(
        registry,
        "posts.dropped",
        "words of other nodes not heard, since too many waited",
        Snapshot::postsDropped);
    count(
        registry,
        "changes.failed",
        "changes of voters that did not come about in time",
        Snapshot::changesFailed);
    count(
        registry,
        "contradictions",
        "times that a member had other voters under the same number",
        Snapshot::contradictions);
    Gauge.builder("aitta.register.standstill.seconds", node, RegisterMetrics::standstillSeconds)
        .description("for how long the register can decide nothing; 0 while it can")
        .register(registry);
    Gauge.builder("aitta.register.stepped.back", node, RegisterMetrics::steppedBack)
        .description("1 once this node's voter takes part no more, since its disk has failed")
        .register(registry);
  }

  private static double standstillSeconds(AittaNode node) {
    return node.register()
        .standstill()
        .map(now -> (double) TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - now.since()))
        .orElse(0.0);
  }

  private static double steppedBack(AittaNode node) {
    return node.register().steppedBack().isPresent() ? 1 : 0;
  }

  private void count(
      MeterRegistry registry, String name, String text, ToDoubleFunction<Snapshot> value) {
    FunctionCounter.builder(
            "aitta.register." + name, node, n -> value.applyAsDouble(n.counters().register()))
        .description(text)
        .register(registry);
  }
}
