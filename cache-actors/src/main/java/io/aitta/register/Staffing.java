package io.aitta.register;

import io.aitta.core.register.message.VoterMessage.Activate;
import io.aitta.core.register.model.Generation;
import io.aitta.core.register.model.VoterId;
import io.aitta.core.register.proposer.ProposerInput.ReplaceVoters;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.protocol.VoterPost.Ask;
import io.aitta.register.VoterPlan.Nominee;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * Sees to it that the right nodes vote: where this node is the one to do so, asks for other voters,
 * one change at a time, with pauses that double after failures.
 *
 * <p>Who shall vote anew is first told which generation is active, and has to answer. Voters that
 * shall be two have to meet first: if one of them dies before their generation has begun, the other
 * can end it. Not thread-safe.
 */
final class Staffing {
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(3);
  private static final long ANSWER_LASTS = TimeUnit.SECONDS.toNanos(2);
  private static final long WAIT_FOR_ANSWERS = TimeUnit.MILLISECONDS.toNanos(500);

  /** A voter within reach that is not met by then may have another policy for two. */
  private static final long WAIT_FOR_MEETING = TimeUnit.SECONDS.toNanos(5);

  private static final long LEAST_PAUSE = TimeUnit.MILLISECONDS.toNanos(200);
  private static final long FAILOVERS = TimeUnit.MILLISECONDS.toNanos(700);
  private static final int MOST_DOUBLINGS = 4;

  private final LocalVoter self;
  private final Outlet outlet;
  private final RandomGenerator jitter;
  private final Map<VoterId, Long> answered = new HashMap<>();
  private Optional<Set<VoterId>> plan = Optional.empty();
  private long plannedAt;
  private boolean changing;
  private int failures;
  private long pauseUntil;
  private boolean died;
  private long diedAt;
  private long lastCall;

  Staffing(LocalVoter self, Outlet outlet, RandomGenerator jitter) {
    this.self = self;
    this.outlet = outlet;
    this.jitter = jitter;
  }

  /** The change to ask for now, if there is one; it ends by {@link #changed} or {@link #failed}. */
  Optional<ReplaceVoters> consider(long now, Roster roster, Deaths deaths, Generation present) {
    answered.values().removeIf(at -> now - at >= ANSWER_LASTS);
    if (!roster.isChair(deaths.members())) {
      plan = Optional.empty();
      return Optional.empty();
    }
    return changing
            || (failures > 0 && now - pauseUntil < 0)
            || isLeftToFailovers(now, deaths, present)
            || !canChange(roster, deaths, present)
        ? Optional.empty()
        : change(now, roster, deaths.members(), present);
  }

  /** A node's voter has answered. */
  void onAnswer(long now, VoterId voter) {
    answered.put(voter, now);
  }

  /** A node has died; it is worth another try. */
  void onDeath(long now) {
    failures = 0;
    died = true;
    diedAt = now;
  }

  /**
   * After a death the copies of its partitions ask the register who leads. While its voters can
   * answer without the dead they are left to that, since a change of voters makes all wait.
   */
  private boolean isLeftToFailovers(long now, Deaths deaths, Generation present) {
    long gone = present.voters().stream().filter(deaths::isGone).count();
    return died && now - diedAt < FAILOVERS && present.canSpare((int) gone);
  }

  /** Who is left of two may be able to go on alone. */
  private static boolean canChange(Roster roster, Deaths deaths, Generation present) {
    return present.voters().size() == 2
        || present.canSpare(roster.missing(present, deaths.members()).size());
  }

  void changed() {
    changing = false;
    failures = 0;
    plan = Optional.empty();
  }

  void failed(long now) {
    long longest = LEAST_PAUSE << Math.min(failures, MOST_DOUBLINGS);
    changing = false;
    failures++;
    plan = Optional.empty();
    pauseUntil = now + longest / 2 + jitter.nextLong(longest / 2);
  }

  private Optional<ReplaceVoters> change(
      long now, Roster roster, Set<MemberId> dead, Generation present) {
    List<Roster.Seat> staying = roster.staying(dead).toList();
    SortedSet<VoterId> best = VoterPlan.wanted(present, nominees(staying, voter -> true));
    if (best.equals(present.voters())) {
      plan = Optional.empty();
      return Optional.empty();
    }
    follow(now, best);
    List<VoterId> silent = silent(best, present);
    silent.forEach(voter -> outlet.send(voter, new Ask(voter, new Activate(present))));
    if (!silent.isEmpty() && now - plannedAt < WAIT_FOR_ANSWERS) {
      return Optional.empty();
    }
    SortedSet<VoterId> able = VoterPlan.wanted(present, nominees(staying, this::answers));
    return !able.equals(present.voters()) && mayBegin(now, roster, dead, present, able)
        ? Optional.of(replace(now, able, present))
        : Optional.empty();
  }

  private boolean mayBegin(
      long now, Roster roster, Set<MemberId> dead, Generation present, Set<VoterId> voters) {
    Generation next = present.next(voters);
    return self.isReadyFor(now, present, next)
        || (now - plannedAt >= WAIT_FOR_MEETING && roster.missing(next, dead).isEmpty());
  }

  private void follow(long now, Set<VoterId> best) {
    if (plan.filter(best::equals).isEmpty()) {
      plan = Optional.of(best);
      plannedAt = now;
    }
  }

  private List<VoterId> silent(SortedSet<VoterId> best, Generation present) {
    return best.stream().filter(voter -> !present.has(voter) && !answers(voter)).toList();
  }

  private ReplaceVoters replace(long now, SortedSet<VoterId> voters, Generation present) {
    changing = true;
    lastCall++;
    outlet.changing(present);
    return new ReplaceVoters(lastCall, voters, now + PATIENCE);
  }

  private boolean answers(VoterId voter) {
    return voter.equals(self.id()) || answered.containsKey(voter);
  }

  private static List<Nominee> nominees(List<Roster.Seat> staying, Predicate<VoterId> answers) {
    return staying.stream()
        .filter(seat -> !seat.isMute())
        .flatMap(seat -> seat.voterId().map(voter -> nominee(seat, voter, answers)).stream())
        .toList();
  }

  private static Nominee nominee(Roster.Seat seat, VoterId voter, Predicate<VoterId> answers) {
    return new Nominee(voter, seat.reachable(), answers.test(voter));
  }
}
