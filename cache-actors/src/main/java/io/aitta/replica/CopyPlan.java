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
  /** By then a primary that was asked to give a copy says that it does, or does not. */
  private static final Duration BEGUN = Duration.ofSeconds(1);

  private final MemberId self;
  private final Directory directory;
  private final KnownWeights weights;
  private final Balancer balancer;
  private final Map<Step.Recruit, Long> underWay = new HashMap<>();
  private final FailedRecruits failures = new FailedRecruits();
  private final Consumer<Map<Integer, Set<MemberId>>> announce;
  private Map<Integer, Set<MemberId>> silentBefore = Map.of();
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
    forgetEnded(leading, nanoTime);
    balancer.silent(silent);
    noteSilent(silent, nanoTime);
    balancer.shunned(failures.shunned(nanoTime));
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

  /** A copy that falls silent with its node alive may fall silent as soon as it is made anew. */
  private void noteSilent(Map<Integer, Set<MemberId>> silent, long nanoTime) {
    silent.forEach(
        (partition, members) ->
            members.stream()
                .filter(member -> !member.equals(self))
                .filter(member -> !silentBefore.getOrDefault(partition, Set.of()).contains(member))
                .forEach(member -> failures.failed(member, nanoTime)));
    silentBefore = silent;
  }

  /** What its primary does not say to be under way has arrived or was given up. */
  private void forgetEnded(Map<Integer, Standing> leading, long nanoTime) {
    underWay
        .entrySet()
        .removeIf(
            recruit -> {
              Optional<Standing> leads =
                  Optional.ofNullable(leading.get(recruit.getKey().partition()));
              boolean begun = nanoTime - recruit.getValue() >= BEGUN.toNanos();
              return hasEnded(recruit.getKey().member(), leads, begun, nanoTime);
            });
  }

  private boolean hasEnded(
      MemberId member, Optional<Standing> leads, boolean begun, long nanoTime) {
    boolean missing =
        leads.flatMap(Standing::led).filter(now -> !now.inSync().contains(member)).isPresent();
    boolean learning = leads.filter(now -> now.learning().contains(member)).isPresent();
    boolean givenUp = missing && begun && !learning;
    if (givenUp) {
      failures.failed(member, nanoTime);
    }
    return !missing || givenUp;
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
