package io.aitta.register;

import io.aitta.core.register.model.VoterId;
import io.aitta.core.register.model.VoterProcess;
import io.aitta.core.replication.configuration.MemberId;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which processes have ended for certain, and what that says of voters. A voter whose words are on
 * a disk outlives its process, so it is gone only while no process speaks for it. One that stepped
 * back is over like one whose process has ended: in either case that process votes no more. Not
 * thread-safe.
 */
final class Deaths {
  private static final int REMEMBERED = 1024;

  private final Set<MemberId> ended = new LinkedHashSet<>();
  private final Set<MemberId> mute = new LinkedHashSet<>();
  private final Map<MemberId, VoterId> voters = new LinkedHashMap<>();
  private Set<VoterProcess> over = Set.of();
  private Set<VoterProcess> gone = Set.of();

  /** Notes that a process has ended; false where that was known. */
  boolean add(MemberId member) {
    boolean news = ended.add(member);
    forgetOldest(ended);
    return news;
  }

  /** The processes that have ended. */
  Set<MemberId> members() {
    return ended;
  }

  /** Takes in what the members say; whether it is other news for voters and proposers. */
  boolean look(Roster roster) {
    roster.seats().forEach(this::note);
    Set<VoterProcess> overNow = processes();
    Set<VoterId> spokenFor = spokenFor(roster);
    Set<VoterProcess> goneNow =
        overNow.stream()
            .filter(process -> !spokenFor.contains(process.voter()))
            .collect(Collectors.toUnmodifiableSet());
    boolean news = !overNow.equals(over) || !goneNow.equals(gone);
    over = overNow;
    gone = goneNow;
    return news;
  }

  /** The processes of voters that vote no more. */
  Set<VoterProcess> over() {
    return over;
  }

  /** Those of them whose voters have no other process. */
  Set<VoterProcess> gone() {
    return gone;
  }

  boolean isGone(VoterId voter) {
    return gone.stream().anyMatch(process -> process.voter().equals(voter));
  }

  private void note(Roster.Seat seat) {
    seat.voterId().ifPresent(voter -> voters.put(seat.member().orElseThrow(), voter));
    seat.member().filter(member -> seat.isMute()).ifPresent(mute::add);
    forgetOldest(voters.keySet());
    forgetOldest(mute);
  }

  private Set<VoterProcess> processes() {
    return Stream.concat(ended.stream(), mute.stream())
        .flatMap(
            member ->
                Optional.ofNullable(voters.get(member))
                    .map(voter -> new VoterProcess(voter, member.incarnation()))
                    .stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  private Set<VoterId> spokenFor(Roster roster) {
    return roster.seats().stream()
        .filter(seat -> seat.member().filter(who -> !isOver(who)).isPresent())
        .flatMap(seat -> seat.voterId().stream())
        .collect(Collectors.toSet());
  }

  private boolean isOver(MemberId member) {
    return ended.contains(member) || mute.contains(member);
  }

  private static void forgetOldest(Collection<MemberId> members) {
    Iterator<MemberId> oldest = members.iterator();
    for (int more = members.size() - REMEMBERED; more > 0; more--) {
      oldest.next();
      oldest.remove();
    }
  }
}
