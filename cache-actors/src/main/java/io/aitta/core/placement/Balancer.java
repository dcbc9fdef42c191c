package io.aitta.core.placement;

import static java.util.Objects.requireNonNull;

import io.aitta.core.replication.configuration.Configuration;
import io.aitta.core.replication.configuration.MemberId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Plans from round to round what one node does with the copies of the partitions it leads. Copies
 * that are missing come first, then members that leave; an even cluster has time until nothing has
 * changed for a while. By then all see the same, want the same, and each does its part of that:
 * nobody undoes what another did for having heard of it late.
 *
 * <p>Used by one thread at a time. Call it every second or so, also when nothing happened.
 */
public final class Balancer {
  private static final Comparator<Configuration> AGE =
      Comparator.comparingLong(Configuration::epoch).thenComparingLong(Configuration::version);

  private final MemberId self;
  private final int copies;
  private final Pace pace;
  private final Map<Integer, Configuration> latest = new HashMap<>();
  private Map<Integer, Set<MemberId>> silent = Map.of();
  private Set<MemberId> shunned = Set.of();
  private Set<MemberView> membersBefore = Set.of();
  private boolean news;
  private int quietRounds;

  /**
   * @param copies how many copies a partition is to have, at least 1
   */
  public Balancer(MemberId self, int copies, Pace pace) {
    this.self = requireNonNull(self, "self is null");
    this.pace = requireNonNull(pace, "pace is null");
    this.copies = copies;
  }

  /**
   * Takes note of what a member leads, this one or another; of what is known already or older not.
   */
  public void heard(Map<Integer, Configuration> leads) {
    leads.forEach(this::heard);
  }

  /** Takes note of whom the primaries here do not hear, of each partition led here. */
  public void silent(Map<Integer, Set<MemberId>> members) {
    news |= !members.equals(silent);
    silent = Map.copyOf(members);
  }

  /** Takes note of whom nothing is to be given now: copies that they had were lost. */
  public void shunned(Set<MemberId> members) {
    shunned = Set.copyOf(members);
  }

  private void heard(int partition, Configuration configuration) {
    Configuration known = latest.get(partition);
    if (known == null || AGE.compare(configuration, known) > 0) {
      latest.put(partition, configuration);
      news = true;
    }
  }

  /**
   * Plans a round.
   *
   * @param members all there are, this one as well; those who are gone are not
   * @param weights of partitions, as far as known; the same on all nodes, or nearly so
   * @param underWay the copies that this node is sending for its partitions
   * @return what to ask of the replicas here, for each partition one step at most; they may leave
   *     it
   */
  public List<Step> round(
      Collection<MemberView> members, Map<Integer, Weight> weights, Set<Step.Recruit> underWay) {
    noteQuiet(Set.copyOf(members));
    boolean quiet = quietRounds >= pace.quietRounds();
    ClusterView view = new ClusterView(members, latest, weights, silent, shunned, copies);
    Plan plan = Plan.of(self, view, underWay, quiet);
    List<Step> wanted = new ArrayList<>(plan.urgent());
    plan.balancing().stream().filter(step -> !isOfShunned(step)).forEach(wanted::add);
    return bounded(wanted, underWay.size());
  }

  private void noteQuiet(Set<MemberView> members) {
    quietRounds = news || !members.equals(membersBefore) ? 0 : quietRounds + 1;
    membersBefore = members;
    news = false;
  }

  private boolean isOfShunned(Step step) {
    return step instanceof Step.Recruit && shunned.contains(step.member());
  }

  private List<Step> bounded(List<Step> wanted, int underWay) {
    List<Step> steps = new ArrayList<>();
    steps.addAll(firstOf(wanted, Step.HandOver.class, pace.handOvers()));
    steps.addAll(firstOf(wanted, Step.Recruit.class, Math.max(0, pace.recruits() - underWay)));
    steps.addAll(firstOf(wanted, Step.Dismiss.class, pace.dismissals()));
    return steps;
  }

  private static List<Step> firstOf(List<Step> steps, Class<? extends Step> kind, int limit) {
    return steps.stream().filter(kind::isInstance).limit(limit).toList();
  }
}
