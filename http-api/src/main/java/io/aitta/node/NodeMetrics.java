package io.aitta.node;

import io.aitta.AittaNode;
import io.aitta.NodeCounters;
import io.aitta.core.replication.protocol.Counter;
import io.aitta.directory.Leader;
import io.aitta.link.LinkCounters;
import io.aitta.protocol.Answer.Refusal;
import io.aitta.replica.OwnerChange;
import io.aitta.routing.sending.GatewayCounters;
import io.aitta.sensor.SensorCounters;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.pekko.actor.Address;

/** The meters of a node's gateway, link and partitions. */
final class NodeMetrics implements MeterBinder {
  private static final List<Meter<GatewayCounters>> GATEWAY_GAUGES =
      List.of(
          meter("in.flight", "requests under way", GatewayCounters::inFlight),
          meter("in.flight.bytes", "bytes of requests under way", GatewayCounters::inFlightBytes));

  private static final List<Meter<GatewayCounters>> GATEWAY_COUNTERS =
      List.of(
          meter("retries", "requests sent again", GatewayCounters::retries),
          meter("turned.away", "requests refused here as too many", GatewayCounters::turnedAway),
          meter("undelivered", "requests the link did not take", GatewayCounters::undelivered),
          meter("timeouts", "requests whose time was over", GatewayCounters::timeouts),
          meter(
              "unknown.outcomes",
              "writes whose outcome is unknown",
              GatewayCounters::unknownOutcomes),
          meter("late.answers", "answers nobody waited for any more", GatewayCounters::lateAnswers),
          meter(
              "foreign.answers",
              "answers meant for another process",
              GatewayCounters::foreignAnswers));

  private static final List<Meter<LinkCounters.Snapshot>> LINK_COUNTERS =
      List.of(
          meter("sent", "messages taken by the link", LinkCounters.Snapshot::sent),
          meter("received", "messages from other nodes", LinkCounters.Snapshot::received),
          meter("chunked.sent", "large messages that arrived", LinkCounters.Snapshot::chunkedSent),
          meter(
              "chunked.received",
              "large messages received whole",
              LinkCounters.Snapshot::chunkedReceived),
          meter(
              "over.budget",
              "messages not taken for want of room",
              LinkCounters.Snapshot::overBudget),
          meter("refused", "large messages refused here", LinkCounters.Snapshot::refusedIncoming),
          meter(
              "timed.out",
              "large messages dropped for want of progress",
              LinkCounters.Snapshot::timedOut),
          meter("malformed", "frames that made no sense", LinkCounters.Snapshot::malformed),
          meter(
              "undeliverable",
              "messages that surely did not arrive",
              LinkCounters.Snapshot::undeliverable),
          meter(
              "overflowed",
              "messages that did not fit their frame",
              LinkCounters.Snapshot::overflowed),
          meter(
              "unsupported",
              "requests for operations this version does not know",
              LinkCounters.Snapshot::unsupported));

  private static final List<Meter<SensorCounters.Snapshot>> SENSOR_COUNTERS =
      List.of(
          meter(
              "deaths",
              "processes of other nodes that were proven dead",
              SensorCounters.Snapshot::deaths),
          meter(
              "turned.away",
              "connections to the death sensor of others than nodes, or too many",
              SensorCounters.Snapshot::turnedAway),
          meter(
              "inconclusive",
              "attempts to learn whether a process lives that did not tell",
              SensorCounters.Snapshot::inconclusive));

  private static final Map<Counter, Name> REPLICA_COUNTERS =
      Map.of(
          Counter.RESENT,
          new Name("resent", "changes and pieces of copies that were sent again"),
          Counter.CATCH_UP_BYTES,
          new Name("catch.up.bytes", "bytes sent to nodes that were given a copy"),
          Counter.CATCH_UPS_LOST,
          new Name("catch.ups.lost", "copies that were given up before they were whole"),
          Counter.DISCARDED,
          new Name("discarded", "copies dropped here because they counted no more"),
          Counter.UNDECIDED,
          new Name("undecided", "questions to the register without an answer"),
          Counter.REPEATED,
          new Name("repeated", "writes that were asked for again and not done again"),
          Counter.UNKNOWN,
          new Name("unknown", "requests of which the outcome is not known"),
          Counter.REFUSED,
          new Name("refused", "requests refused here, nothing done"),
          Counter.IGNORED,
          new Name("ignored", "messages between copies that did not fit and were left"),
          Counter.REJECTED,
          new Name("rejected", "messages of an epoch that is over, turned down"));

  private static final Map<OwnerChange, Name> OWNER_CHANGES =
      Map.of(
          OwnerChange.FOUNDED,
          new Name("foundings", "partitions that began here, since nobody had them"),
          OwnerChange.MOVED,
          new Name("moves", "partitions that were handed over to this node"),
          OwnerChange.FAILED_OVER,
          new Name("failovers", "partitions led here since the former owner was dead or silent"),
          OwnerChange.RETURNED,
          new Name("returns", "partitions led here with the copy that the node's disk had"),
          OwnerChange.LOST,
          new Name(
              "losses",
              "partitions that began here empty, since all who had them were dead or given up"));

  private record Name(String name, String text) {}

  private final AittaNode node;

  NodeMetrics(AittaNode node) {
    this.node = node;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    bindGateway(registry);
    countAll(registry, "aitta.link.", LINK_COUNTERS, NodeCounters::link);
    count(
        registry,
        "aitta.link.too.early",
        "messages that came before this node was put together",
        NodeCounters::heardTooEarly);
    bindPartitions(registry);
    bindReplicas(registry);
  }

  private void bindReplicas(MeterRegistry registry) {
    countAll(registry, "aitta.sensor.", SENSOR_COUNTERS, NodeCounters::sensor);
    REPLICA_COUNTERS.forEach(
        (counter, meter) ->
            count(
                registry,
                "aitta.replicas." + meter.name,
                meter.text,
                all -> all.replicas().getOrDefault(counter, 0L)));
    OWNER_CHANGES.forEach(
        (change, meter) ->
            count(
                registry,
                "aitta.partitions." + meter.name,
                meter.text,
                all -> all.ownerChanges().getOrDefault(change, 0L)));
    count(
        registry,
        "aitta.partitions.given.up",
        "partitions whose copies an operator has given up here: they begin empty",
        NodeCounters::partitionsGivenUp);
    count(
        registry,
        "aitta.replicas.dropped",
        "messages between copies that found no way and are sent again",
        NodeCounters::replicaMessagesDropped);
    count(
        registry,
        "aitta.replicas.failed",
        "copies here that failed, for which this node ends",
        NodeCounters::replicasFailed);
  }

  private void bindGateway(MeterRegistry registry) {
    GATEWAY_GAUGES.forEach(
        gauge ->
            Gauge.builder(
                    "aitta.gateway." + gauge.name, node, n -> gauge.read(n.counters().gateway()))
                .description(gauge.text)
                .register(registry));
    countAll(registry, "aitta.gateway.", GATEWAY_COUNTERS, NodeCounters::gateway);
    count(
        registry,
        "aitta.answers.lost",
        "answers that found no room on the road",
        NodeCounters::answersLost);
    for (Refusal refusal : Refusal.values()) {
      bindRefusal(registry, refusal);
    }
  }

  private void bindRefusal(MeterRegistry registry, Refusal refusal) {
    FunctionCounter.builder(
            "aitta.gateway.refused",
            node,
            n -> n.counters().gateway().refused().getOrDefault(refusal, 0L))
        .description("requests refused by the leader")
        .tag("reason", refusal.name().toLowerCase(Locale.ROOT))
        .register(registry);
  }

  private void bindPartitions(MeterRegistry registry) {
    Gauge.builder("aitta.partitions.led", node, NodeMetrics::led)
        .description("partitions that this node leads")
        .register(registry);
    Gauge.builder("aitta.partitions.under.replicated", node, NodeMetrics::underReplicated)
        .description(
            "partitions led here with fewer copies in sync than are set, or than there are nodes")
        .register(registry);
    Gauge.builder("aitta.partitions.single.copy", node, NodeMetrics::withSingleCopy)
        .description("partitions led here that nobody else has, by choice or for want of nodes")
        .register(registry);
    Gauge.builder("aitta.partitions.unavailable", node, NodeMetrics::unavailable)
        .description("partitions without a leader that can be reached")
        .register(registry);
  }

  private static double underReplicated(AittaNode node) {
    int wanted = WantedCopies.of(node.copies(), node.directory().statuses().values());
    return withCopiesBelow(wanted, node);
  }

  private static double withSingleCopy(AittaNode node) {
    return withCopiesBelow(2, node);
  }

  private static long withCopiesBelow(int copies, AittaNode node) {
    return Optional.ofNullable(node.directory().statuses().get(node.directory().self())).stream()
        .flatMap(own -> own.replication().leads().values().stream())
        .filter(configuration -> configuration.inSync().size() < copies)
        .count();
  }

  private static double led(AittaNode node) {
    Address self = node.directory().self();
    return IntStream.range(0, node.partitions())
        .filter(number -> leads(self, node.directory().leaderOf(number)))
        .count();
  }

  private static boolean leads(Address node, Optional<Leader> leader) {
    return leader.filter(one -> one.node().equals(node)).isPresent();
  }

  private static double unavailable(AittaNode node) {
    return IntStream.range(0, node.partitions())
        .filter(number -> node.directory().leaderOf(number).isEmpty())
        .count();
  }

  private <T> void countAll(
      MeterRegistry registry, String prefix, List<Meter<T>> meters, Function<NodeCounters, T> of) {
    meters.forEach(
        meter ->
            count(registry, prefix + meter.name, meter.text, all -> meter.read(of.apply(all))));
  }

  private void count(
      MeterRegistry registry, String name, String text, ToDoubleFunction<NodeCounters> value) {
    FunctionCounter.builder(name, node, n -> value.applyAsDouble(n.counters()))
        .description(text)
        .register(registry);
  }

  private static <T> Meter<T> meter(String name, String text, ToDoubleFunction<T> value) {
    return new Meter<>(name, text, value);
  }

  /** A number among counters: the end of its name, what it counts, and how it is read. */
  private record Meter<T>(String name, String text, ToDoubleFunction<T> value) {
    double read(T counters) {
      return value.applyAsDouble(counters);
    }
  }
}
