package io.aitta.downing;

import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.Address;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.Reachability;
import org.apache.pekko.cluster.UniqueAddress;
import org.apache.pekko.cluster.sbr.DowningStrategy;
import org.apache.pekko.cluster.sbr.KeepMajority;
import scala.Option;
import scala.collection.immutable.Set;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Keep-majority, which lets go of fewer nodes where links are broken and not the cluster split.
 * Pekko's own shuts out every node at an end of such a link, since it cannot know whose fault it
 * is: of three nodes two. Here only as many go as are needed for all that stay to reach each other,
 * the youngest first, provided that more than half of the members stay; else it does as Pekko does.
 * What both find depends on nothing but the members and what gossip says of their links.
 *
 * <p>Nothing is decided here about who may write: that is the register's.
 */
final class KeepConnected extends DowningStrategy {
  private final KeepMajority majority;

  KeepConnected(String dataCenter, Option<String> role, UniqueAddress self) {
    super(dataCenter, self);
    majority = new KeepMajority(dataCenter, role, self);
  }

  @Override
  public Option<String> role() {
    return majority.role();
  }

  @Override
  public Decision decide() {
    return majority.decide();
  }

  @Override
  public Set<UniqueAddress> nodesToDown(Decision decision) {
    Set<UniqueAddress> usual = majority.nodesToDown(decision);
    return decision.isIndirectlyConnected() ? fewer(usual) : usual;
  }

  private Set<UniqueAddress> fewer(Set<UniqueAddress> usual) {
    List<UniqueAddress> byAge = byAge();
    java.util.Set<UniqueAddress> lost = brokenLinks().fewestLosses(byAge);
    boolean mostStay = 2 * (byAge.size() - lost.size()) > byAge.size();
    boolean areAmongTheUsual = lost.stream().allMatch(usual::contains);
    return mostStay && areAmongTheUsual ? CollectionConverters.asScala(lost).toSet() : usual;
  }

  private List<UniqueAddress> byAge() {
    List<Member> all = new ArrayList<>();
    all.addAll(CollectionConverters.asJava(members()));
    all.addAll(CollectionConverters.asJava(joining()));
    return all.stream().sorted(Member.ageOrdering()).map(Member::uniqueAddress).distinct().toList();
  }

  private BrokenLinks<UniqueAddress> brokenLinks() {
    BrokenLinks<UniqueAddress> broken = new BrokenLinks<>();
    for (Reachability.Record record : CollectionConverters.asJava(reachability().records())) {
      broken.add(record.observer(), record.subject());
    }
    return broken;
  }

  @Override
  public void addUnreachable(Member member) {
    super.addUnreachable(member);
    majority.addUnreachable(member);
  }

  @Override
  public void addReachable(Member member) {
    super.addReachable(member);
    majority.addReachable(member);
  }

  @Override
  public void add(Member member) {
    super.add(member);
    majority.add(member);
  }

  @Override
  public void remove(Member member) {
    super.remove(member);
    majority.remove(member);
  }

  @Override
  public void setReachability(Reachability reachability) {
    super.setReachability(reachability);
    majority.setReachability(reachability);
  }

  @Override
  public void setSeenBy(Set<Address> addresses) {
    super.setSeenBy(addresses);
    majority.setSeenBy(addresses);
  }
}
