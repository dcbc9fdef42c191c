package io.aitta.core.placement;

import io.aitta.core.replication.configuration.Configuration;
import io.aitta.core.replication.configuration.MemberId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * A cluster of nodes that each have a balancer and hear of each other late, while copies take their
 * time: a copy is in sync after some rounds, hand-overs and dismissals are done at once.
 */
final class TestingFleet {
  private final SplittableRandom random;
  private final int partitions;
  private final int copies;
  private final int lag;
  private final Map<Integer, Weight> weights;
  private final Map<MemberId, Node> nodes = new TreeMap<>();
  private final Map<Integer, Configuration> register = new TreeMap<>();
  private final List<Sending> sendings = new ArrayList<>();
  private final List<News> news = new ArrayList<>();
  private int round;
  private long lives;
  private int steps;

  private static final class Node {
    final Balancer balancer;
    final Map<MemberId, MemberView> seen = new TreeMap<>();
    final Set<MemberId> gone = new HashSet<>();
    final String host;
    final String zone;
    boolean leaving;

    Node(Balancer balancer, String host, String zone) {
      this.balancer = balancer;
      this.host = host;
      this.zone = zone;
    }

    MemberView view(MemberId id) {
      return new MemberView(id, host, zone, leaving, true);
    }
  }

  private record Sending(MemberId from, Step.Recruit recruit, int done) {}

  private record News(MemberId to, int at, boolean ofMembers, Runnable what) {}

  /**
   * @param lag by how many rounds news may be late
   * @param weights of partitions, which all nodes know
   */
  TestingFleet(
      SplittableRandom random, int partitions, int copies, int lag, Map<Integer, Weight> weights) {
    this.random = random;
    this.weights = weights;
    this.partitions = partitions;
    this.copies = copies;
    this.lag = lag;
  }

  MemberId join(String name, String host, String zone, Pace pace) {
    lives++;
    MemberId id = new MemberId(name, new UUID(7, lives));
    nodes.put(id, new Node(new Balancer(id, copies, pace), host, zone));
    tellAll(id);
    nodes.keySet().forEach(other -> deliver(id, view(other)));
    nodes.get(id).balancer.heard(register);
    return id;
  }

  void leave(MemberId id) {
    nodes.get(id).leaving = true;
    tellAll(id);
  }

  /** The process ends; those in sync take over, the others hear of it sooner or later. */
  void end(MemberId id) {
    nodes.remove(id);
    sendings.removeIf(sending -> sending.from().equals(id));
    for (MemberId other : nodes.keySet()) {
      tell(other, true, () -> unreachable(other, id));
    }
    new TreeMap<>(register).forEach((partition, configuration) -> without(partition, id));
  }

  private void unreachable(MemberId at, MemberId id) {
    Node node = nodes.get(at);
    node.gone.add(id);
    MemberView known = node.seen.get(id);
    if (known != null) {
      MemberView silent = new MemberView(id, known.host(), known.zone(), known.leaving(), false);
      node.seen.put(id, silent);
    }
    int later = round + 1 + random.nextInt(2 * lag + 2);
    news.add(new News(at, later, true, () -> node.seen.remove(id)));
  }

  private void without(int partition, MemberId id) {
    Configuration old = register.get(partition);
    if (!old.inSync().contains(id)) {
      return;
    }
    Set<MemberId> left = new TreeSet<>(old.inSync());
    left.remove(id);
    if (left.isEmpty()) {
      register.remove(partition);
      found(partition, old.epoch() + 1);
    } else if (old.primary().equals(id)) {
      decide(partition, old.succeededBy(any(left), Set.of(id)));
    } else {
      decide(partition, old.withInSync(left));
    }
  }

  /** Has each partition begin somewhere. */
  void found() {
    for (int partition = 0; partition < partitions; partition++) {
      found(partition, 1);
    }
  }

  private void found(int partition, long epoch) {
    decide(partition, Configuration.first(epoch, any(nodes.keySet())));
  }

  /** Has a partition stand as it is given. */
  void place(int partition, MemberId primary, MemberId... others) {
    Set<MemberId> inSync = new TreeSet<>(List.of(others));
    inSync.add(primary);
    decide(partition, Configuration.first(1, primary).withInSync(inSync));
  }

  /** Lets a round pass; says whether anybody did anything. */
  boolean pass() {
    round++;
    deliverNews();
    finishSendings();
    int before = steps;
    for (MemberId id : List.copyOf(nodes.keySet())) {
      plan(id);
    }
    return steps > before || !sendings.isEmpty() || !news.isEmpty();
  }

  private void deliverNews() {
    List<News> due = news.stream().filter(one -> one.at() <= round).toList();
    news.removeAll(due);
    due.stream().filter(one -> nodes.containsKey(one.to())).forEach(one -> one.what().run());
  }

  private void finishSendings() {
    List<Sending> due = sendings.stream().filter(sending -> sending.done() <= round).toList();
    sendings.removeAll(due);
    due.forEach(
        sending -> {
          Configuration now = register.get(sending.recruit().partition());
          boolean possible =
              now.primary().equals(sending.from()) && nodes.containsKey(sending.recruit().member());
          if (possible) {
            Set<MemberId> members = new TreeSet<>(now.inSync());
            members.add(sending.recruit().member());
            decide(sending.recruit().partition(), now.withInSync(members));
          }
        });
  }

  private void plan(MemberId id) {
    Node node = nodes.get(id);
    node.balancer.heard(ledBy(id));
    Set<Step.Recruit> underWay = new LinkedHashSet<>();
    sendings.stream()
        .filter(sending -> sending.from().equals(id))
        .forEach(sending -> underWay.add(sending.recruit()));
    List<MemberView> members = new ArrayList<>(node.seen.values());
    node.balancer.round(members, weights, underWay).forEach(step -> take(id, step));
  }

  private Map<Integer, Configuration> ledBy(MemberId id) {
    Map<Integer, Configuration> led = new HashMap<>();
    register.forEach(
        (partition, configuration) -> {
          if (configuration.primary().equals(id)) {
            led.put(partition, configuration);
          }
        });
    return led;
  }

  private void take(MemberId by, Step step) {
    steps++;
    Configuration now = register.get(step.partition());
    if (!now.primary().equals(by)) {
      throw new AssertionError(by + " does not lead what it wants to change: " + step + ", " + now);
    }
    if (step instanceof Step.Recruit recruit) {
      check(!now.inSync().contains(step.member()), step, now);
      sendings.add(new Sending(by, recruit, round + 1 + random.nextInt(4)));
    } else if (step instanceof Step.HandOver && nodes.containsKey(step.member())) {
      check(now.inSync().contains(step.member()), step, now);
      sendings.removeIf(sending -> sending.recruit().partition() == step.partition());
      decide(step.partition(), now.succeededBy(step.member(), Set.of()));
    } else if (step instanceof Step.Dismiss) {
      dismiss(now, step);
    }
  }

  /** Nobody drops a copy while fewer than wanted would be left on those who stay. */
  private void dismiss(Configuration now, Step step) {
    Set<MemberId> left = new TreeSet<>(now.inSync());
    check(left.remove(step.member()) && !step.member().equals(now.primary()), step, now);
    long staying = left.stream().filter(member -> !isLeaving(member)).count();
    long possible = nodes.values().stream().filter(node -> !node.leaving).count();
    check(staying >= Math.min(copies, possible) || membersChange(), step, now);
    decide(step.partition(), now.withInSync(left));
  }

  private boolean isLeaving(MemberId member) {
    return !nodes.containsKey(member) || nodes.get(member).leaving;
  }

  /** Whether somebody may not know yet who joined, leaves or is gone. */
  private boolean membersChange() {
    return news.stream().anyMatch(News::ofMembers);
  }

  private static void check(boolean fine, Step step, Configuration now) {
    if (!fine) {
      throw new AssertionError(step + " must not be taken at " + now);
    }
  }

  private void decide(int partition, Configuration configuration) {
    Map<Integer, Configuration> decided = Map.of(partition, configuration);
    Configuration before = register.put(partition, configuration);
    for (MemberId other : nodes.keySet()) {
      boolean led = before != null && before.primary().equals(other);
      if (led || configuration.primary().equals(other)) {
        nodes.get(other).balancer.heard(decided);
      } else {
        tell(other, false, () -> nodes.get(other).balancer.heard(decided));
      }
    }
  }

  private void tellAll(MemberId about) {
    MemberView view = view(about);
    deliver(about, view);
    for (MemberId other : nodes.keySet()) {
      tell(other, true, () -> deliver(other, view));
    }
  }

  private void deliver(MemberId to, MemberView view) {
    Node node = nodes.get(to);
    MemberView known = node.seen.get(view.member());
    boolean older = known != null && known.leaving() && !view.leaving();
    if (!older && !node.gone.contains(view.member())) {
      node.seen.put(view.member(), view);
    }
  }

  private void tell(MemberId to, boolean ofMembers, Runnable what) {
    news.add(new News(to, round + 1 + random.nextInt(lag + 1), ofMembers, what));
  }

  private MemberView view(MemberId id) {
    return nodes.get(id).view(id);
  }

  private MemberId any(Collection<MemberId> members) {
    return List.copyOf(members).get(random.nextInt(members.size()));
  }

  List<MemberId> members() {
    return List.copyOf(nodes.keySet());
  }

  List<MemberId> staying() {
    return nodes.keySet().stream().filter(member -> !isLeaving(member)).toList();
  }

  Map<Integer, Configuration> register() {
    return register;
  }

  String zoneOf(MemberId member) {
    return nodes.get(member).zone;
  }

  /** How many steps were taken. */
  int steps() {
    return steps;
  }

  int leadsOf(MemberId member) {
    return ledBy(member).size();
  }

  /** What it carries of the load of those it leads. */
  long loadOf(MemberId member) {
    return ledBy(member).keySet().stream()
        .mapToLong(partition -> weights.getOrDefault(partition, Weight.ONE).load())
        .sum();
  }

  long copiesOf(MemberId member) {
    return register.values().stream().filter(one -> one.inSync().contains(member)).count();
  }
}
