package io.aitta.replica;

import io.aitta.core.placement.Balancer;
import io.aitta.core.placement.MemberView;
import io.aitta.core.placement.Pace;
import io.aitta.core.placement.Step;
import io.aitta.core.replication.configuration.Configuration;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.core.replication.protocol.Input;
import io.aitta.core.replication.protocol.Standing;
import io.aitta.directory.Directory;
import io.aitta.directory.Peer;
import io.aitta.protocol.NodeStatus;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.pekko.actor.Address;
import org.apache.pekko.cluster.MemberStatus;

/**
 * Asks the balancer on behalf of this node's primaries, and keeps in mind which copies are on their
 * way. Not thread-safe.
 */
final class CopyPlan {
  /** A copy that has not arrived after this is asked for again; whoever is at it leaves that. */
  private static final Duration ON_ITS_WAY = Duration.ofSeconds(5);

  private final MemberId self;
  private final Directory directory;
  private final KnownWeights weights;
  private final Balancer balancer;
  private final Map<Step.Recruit, Long> underWay = new HashMap<>();
  private final Consumer<Map<Integer, Set<MemberId>>> announce;
  private Map<Integer, Set<MemberId>> announced = Map.of();

  /**
   * @param weights what partitions weigh; told of all that others say
   * @param announce says of each partition led here who is being given a copy, if anybody is
   */
  CopyPlan(
      MemberId self,
      Directory directory,
      KnownWeights weights,
      ReplicaSettings settings,
      Consumer<Map<Integer, Set<MemberId>>> announce) {
    this.self = self;
    this.directory = directory;
    this.weights = weights;
    this.announce = announce;
    Pace usual = Pace.DEFAULT;
    Pace pace =
        new Pace(
            settings.maxMoves(), usual.handOvers(), usual.dismissals(), settings.quietRounds());
    this.balancer = new Balancer(self, settings.copies(), pace);
  }

  /** The next step of each partition that is led here and needs one. */
  Map<Integer, Input> steps(Map<Integer, Standing> leading, boolean leaving, long nanoTime) {
    Map<Integer, Configuration> led = new HashMap<>();
    Map<Integer, Set<MemberId>> silent = new HashMap<>();
    leading.forEach(
        (partition, standing) -> {
          standing.led().ifPresent(configuration -> led.put(partition, configuration));
          silent.put(partition, standing.silent());
        });
    forgetArrived(led, nanoTime);
    balancer.silent(silent);
    directory.statuses().values().forEach(said -> balancer.heard(said.replication().leads()));
    weights.hear(directory.statuses().values());
    balancer.heard(led);
    Map<Integer, Input> inputs = new HashMap<>();
    List<Step> steps =
        balancer.round(members(leaving), weights.weights(), Set.copyOf(underWay.keySet()));
    for (Step step : steps) {
      inputs.put(step.partition(), inputOf(step));
      if (step instanceof Step.Recruit recruit) {
        underWay.put(recruit, nanoTime);
      }
    }
    announceRecruits();
    return inputs;
  }

  private void announceRecruits() {
    Map<Integer, Set<MemberId>> recruits = new HashMap<>();
    underWay
        .keySet()
        .forEach(
            recruit ->
                recruits
                    .computeIfAbsent(recruit.partition(), partition -> new HashSet<>())
                    .add(recruit.member()));
    if (!recruits.equals(announced)) {
      announced = recruits;
      announce.accept(recruits);
    }
  }

  private void forgetArrived(Map<Integer, Configuration> led, long nanoTime) {
    underWay
        .entrySet()
        .removeIf(
            recruit ->
                nanoTime - recruit.getValue() > ON_ITS_WAY.toNanos()
                    || hasArrived(recruit.getKey(), led));
  }

  private static boolean hasArrived(Step.Recruit recruit, Map<Integer, Configuration> led) {
    Configuration now = led.get(recruit.partition());
    return now == null || now.inSync().contains(recruit.member());
  }

  private static Input inputOf(Step step) {
    if (step instanceof Step.Recruit recruit) {
      return new Input.Recruit(recruit.member());
    }
    return step instanceof Step.Dismiss dismiss
        ? new Input.Dismiss(dismiss.member())
        : new Input.HandOver(step.member());
  }

  private Collection<MemberView> members(boolean leaving) {
    Map<Address, NodeStatus> statuses = directory.statuses();
    return directory.peers().stream()
        .flatMap(
            peer ->
                Optional.ofNullable(statuses.get(peer.address()))
                    .map(status -> view(peer, status, leaving))
                    .stream())
        .toList();
  }

  private MemberView view(Peer peer, NodeStatus status, boolean leaving) {
    boolean goes =
        status.replication().leaving()
            || !peer.status().equals(MemberStatus.up())
            || (leaving && status.member().equals(self));
    return new MemberView(
        status.member(),
        peer.address().getHost().orElse(""),
        status.replication().zone(),
        goes,
        peer.reachable());
  }
}
