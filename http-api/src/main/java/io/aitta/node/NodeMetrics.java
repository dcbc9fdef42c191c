package io.aitta.node;

import io.aitta.Aitta;
import io.aitta.NodeCounters;
import io.aitta.directory.Leader;
import io.aitta.link.LinkCounters;
import io.aitta.protocol.Answer.Refusal;
import io.aitta.routing.GatewayCounters;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.pekko.actor.Address;

/** The meters of a node's gateway, link and partitions. */
final class NodeMetrics implements MeterBinder {
  private final Aitta aitta;

  NodeMetrics(Aitta aitta) {
    this.aitta = aitta;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    bindGateway(registry);
    bindLink(registry);
    bindPartitions(registry);
  }

  private void bindGateway(MeterRegistry registry) {
    gauge(
        registry,
        "aitta.gateway.in.flight",
        "requests under way",
        gateway(GatewayCounters::inFlight));
    gauge(
        registry,
        "aitta.gateway.in.flight.bytes",
        "bytes of requests under way",
        gateway(GatewayCounters::inFlightBytes));
    count(
        registry,
        "aitta.gateway.retries",
        "requests sent again",
        gateway(GatewayCounters::retries));
    count(
        registry,
        "aitta.gateway.turned.away",
        "requests refused here as too many",
        gateway(GatewayCounters::turnedAway));
    count(
        registry,
        "aitta.gateway.undelivered",
        "requests the link did not take",
        gateway(GatewayCounters::undelivered));
    count(
        registry,
        "aitta.gateway.timeouts",
        "requests whose time was over",
        gateway(GatewayCounters::timeouts));
    count(
        registry,
        "aitta.gateway.unknown.outcomes",
        "writes whose outcome is unknown",
        gateway(GatewayCounters::unknownOutcomes));
    count(
        registry,
        "aitta.gateway.late.answers",
        "answers nobody waited for any more",
        gateway(GatewayCounters::lateAnswers));
    count(
        registry,
        "aitta.gateway.foreign.answers",
        "answers meant for another process",
        gateway(GatewayCounters::foreignAnswers));
    count(
        registry,
        "aitta.answers.lost",
        "answers that found no room on the road",
        NodeCounters::answersLost);
    for (Refusal refusal : Refusal.values()) {
      FunctionCounter.builder(
              "aitta.gateway.refused",
              aitta,
              a -> a.counters().gateway().refused().getOrDefault(refusal, 0L))
          .description("requests refused by the leader")
          .tag("reason", refusal.name().toLowerCase(Locale.ROOT))
          .register(registry);
    }
  }

  private void bindLink(MeterRegistry registry) {
    count(
        registry,
        "aitta.link.sent",
        "messages taken by the link",
        link(LinkCounters.Snapshot::sent));
    count(
        registry,
        "aitta.link.received",
        "messages from other nodes",
        link(LinkCounters.Snapshot::received));
    count(
        registry,
        "aitta.link.chunked.sent",
        "large messages that arrived",
        link(LinkCounters.Snapshot::chunkedSent));
    count(
        registry,
        "aitta.link.chunked.received",
        "large messages received whole",
        link(LinkCounters.Snapshot::chunkedReceived));
    count(
        registry,
        "aitta.link.over.budget",
        "messages not taken for want of room",
        link(LinkCounters.Snapshot::overBudget));
    count(
        registry,
        "aitta.link.refused",
        "large messages refused here",
        link(LinkCounters.Snapshot::refusedIncoming));
    count(
        registry,
        "aitta.link.timed.out",
        "large messages dropped for want of progress",
        link(LinkCounters.Snapshot::timedOut));
    count(
        registry,
        "aitta.link.malformed",
        "frames that made no sense",
        link(LinkCounters.Snapshot::malformed));
    count(
        registry,
        "aitta.link.undeliverable",
        "messages that surely did not arrive",
        link(LinkCounters.Snapshot::undeliverable));
    count(
        registry,
        "aitta.link.overflowed",
        "messages that did not fit their frame",
        link(LinkCounters.Snapshot::overflowed));
    count(
        registry,
        "aitta.link.unsupported",
        "requests for operations this version does not know",
        link(LinkCounters.Snapshot::unsupported));
  }

  private void bindPartitions(MeterRegistry registry) {
    Gauge.builder("aitta.partitions.led", aitta, NodeMetrics::led)
        .description("partitions that this node leads")
        .register(registry);
    Gauge.builder("aitta.partitions.unavailable", aitta, NodeMetrics::unavailable)
        .description("partitions without a leader that can be reached")
        .register(registry);
  }

  private static double led(Aitta aitta) {
    Address self = aitta.directory().self();
    return IntStream.range(0, aitta.partitions())
        .filter(number -> leads(self, aitta.directory().leaderOf(number)))
        .count();
  }

  private static boolean leads(Address node, Optional<Leader> leader) {
    return leader.filter(one -> one.node().equals(node)).isPresent();
  }

  private static double unavailable(Aitta aitta) {
    return IntStream.range(0, aitta.partitions())
        .filter(number -> aitta.directory().leaderOf(number).isEmpty())
        .count();
  }

  private static ToDoubleFunction<NodeCounters> gateway(ToDoubleFunction<GatewayCounters> part) {
    return counters -> part.applyAsDouble(counters.gateway());
  }

  private static ToDoubleFunction<NodeCounters> link(ToDoubleFunction<LinkCounters.Snapshot> part) {
    return counters -> part.applyAsDouble(counters.link());
  }

  private void gauge(
      MeterRegistry registry, String name, String text, ToDoubleFunction<NodeCounters> value) {
    Gauge.builder(name, aitta, a -> value.applyAsDouble(a.counters()))
        .description(text)
        .register(registry);
  }

  private void count(
      MeterRegistry registry, String name, String text, ToDoubleFunction<NodeCounters> value) {
    FunctionCounter.builder(name, aitta, a -> value.applyAsDouble(a.counters()))
        .description(text)
        .register(registry);
  }
}
