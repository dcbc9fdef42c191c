package io.aitta.sensor;

import io.aitta.core.replication.configuration.MemberId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.pekko.actor.Address;
import org.apache.pekko.cluster.UniqueAddress;

/**
 * Whom a node watches: the members, and for a while those who were. Who is no member any more may
 * still run, shut out, and it is worth something to know when it does no longer; the latest {@link
 * #MOST_DEPARTED} of them are kept. Thread-safe.
 */
final class WatchList {
  /** Each costs an attempt to connect every few seconds. */
  static final int MOST_DEPARTED = 16;

  /** Longer than news of a dead one can be on its way. */
  static final int MOST_DEAD = 256;

  private final Map<MemberId, Subject> members = new LinkedHashMap<>();
  private final Map<MemberId, Subject> departed = new LinkedHashMap<>();
  private final Set<MemberId> dead = new LinkedHashSet<>();

  /**
   * What is to be done now.
   *
   * @param watch those to watch from now on
   * @param replaced those whose address another process has by now
   * @param forget those not to watch any more
   */
  record Changes(List<Subject> watch, List<MemberId> replaced, List<MemberId> forget) {}

  /** Takes note of who is a member now. */
  synchronized Changes update(List<Subject> subjects) {
    List<Subject> now = subjects.stream().filter(it -> !dead.contains(it.member())).toList();
    List<Subject> added = now.stream().filter(it -> !contains(it.member())).toList();
    departed.putAll(members);
    members.clear();
    for (Subject subject : now) {
      departed.remove(subject.member());
      members.put(subject.member(), subject);
    }
    return new Changes(added, replacedBy(now), tooMany());
  }

  /** It could not be watched: it is as if it were new. */
  synchronized void missed(MemberId member) {
    take(member);
  }

  /** It is dead, and not to be watched again. */
  synchronized Optional<Subject> died(MemberId member) {
    dead.add(member);
    if (dead.size() > MOST_DEAD) {
      dead.remove(dead.iterator().next());
    }
    return take(member);
  }

  /** The latest that have died. */
  synchronized Set<MemberId> dead() {
    return Set.copyOf(dead);
  }

  synchronized boolean contains(MemberId member) {
    return members.containsKey(member) || departed.containsKey(member);
  }

  private Optional<Subject> take(MemberId member) {
    return Optional.ofNullable(members.remove(member))
        .or(() -> Optional.ofNullable(departed.remove(member)));
  }

  private List<MemberId> replacedBy(List<Subject> now) {
    List<Address> taken = now.stream().map(Subject::node).map(UniqueAddress::address).toList();
    return departed.values().stream()
        .filter(subject -> taken.contains(subject.node().address()))
        .map(Subject::member)
        .toList();
  }

  private List<MemberId> tooMany() {
    List<MemberId> forgotten = new ArrayList<>();
    var oldest = departed.keySet().iterator();
    for (int more = departed.size() - MOST_DEPARTED; more > 0; more--) {
      forgotten.add(oldest.next());
      oldest.remove();
    }
    return forgotten;
  }
}
