package io.aitta.core.register.proposer;

import io.aitta.core.register.message.Purpose;
import io.aitta.core.register.message.VoterMessage.Accept;
import io.aitta.core.register.message.VoterMessage.Prepare;
import io.aitta.core.register.message.VoterReply.Promises;
import io.aitta.core.register.message.VoterReply.Refused;
import io.aitta.core.register.message.VoterReply.Votes;
import io.aitta.core.register.model.Ballot;
import io.aitta.core.register.model.Generation;
import io.aitta.core.register.model.RegisterValue;
import io.aitta.core.register.proposer.Outcome.Decided;
import io.aitta.core.register.proposer.Outcome.Unknown;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Changes of several keys on their way to a decision: the proposer's part of CASPaxos (arXiv
 * 1802.07000, section 2.2), one ballot for all keys of an attempt, attempt after attempt until each
 * key is decided or patience ends.
 */
final class Consultation {
  private final Desk desk;
  private final Purpose purpose;
  private final long deadline;
  private final SortedMap<Integer, Change> open = new TreeMap<>();
  private final SortedMap<Integer, Outcome> outcomes = new TreeMap<>();
  private Generation generation;
  private Optional<Attempt> attempt = Optional.empty();
  private int attempts;
  private long wakeAt;
  private String obstacle = "no voter refused";

  Consultation(
      Desk desk,
      Generation generation,
      Purpose purpose,
      Collection<? extends Change> changes,
      long deadline) {
    this.desk = desk;
    this.generation = generation;
    this.purpose = purpose;
    this.deadline = deadline;
    changes.forEach(change -> open.put(change.key(), change));
  }

  boolean isOver() {
    return open.isEmpty();
  }

  SortedMap<Integer, Outcome> outcomes() {
    return outcomes;
  }

  long wakeAt() {
    return wakeAt;
  }

  /** Makes an attempt; what an earlier one may still hear does not count any more. */
  void attempt(long now) {
    if (now - deadline >= 0 || attempts == desk.settings().maxAttempts()) {
      giveUp("no decision after " + attempts + " attempts");
      return;
    }
    attempts++;
    Ballot ballot = desk.ballots().next();
    attempt = Optional.of(new Attempt(generation, ballot));
    wakeAt = earlier(now + desk.settings().attemptTimeout(), deadline);
    Prepare prepare = new Prepare(generation, purpose, ballot, new TreeSet<>(open.keySet()));
    desk.outbox().send(generation.voters(), prepare);
  }

  /** Goes on in the generation, from the first phase. */
  void enter(long now, Generation next) {
    generation = next;
    attempt(now);
  }

  void onTime(long now) {
    if (isOver()) {
      return;
    }
    if (now - deadline >= 0) {
      giveUp("its deadline passed after " + attempts + " attempts");
    } else if (now - wakeAt >= 0 && attempt.isPresent()) {
      pause(now);
    } else if (now - wakeAt >= 0) {
      attempt(now);
    }
  }

  void onPromises(long now, Promises promises) {
    promises.preempted().values().forEach(desk.ballots()::saw);
    if (attempt.filter(mine -> mine.add(promises)).isPresent()) {
      propose(now, attempt.get());
    }
  }

  void onVotes(long now, Votes votes) {
    votes.preempted().values().forEach(desk.ballots()::saw);
    if (attempt.filter(mine -> mine.add(votes)).isPresent()) {
      count(now, attempt.get());
    }
  }

  void onRefused(Refused refused) {
    obstacle = refused.reason();
  }

  private void propose(long now, Attempt mine) {
    SortedMap<Integer, Optional<RegisterValue>> values = mine.propose(open);
    if (values.isEmpty()) {
      pause(now);
    } else {
      Accept accept = new Accept(generation, purpose, mine.ballot(), values);
      desk.outbox().send(generation.voters(), accept);
    }
  }

  private void count(long now, Attempt mine) {
    List<Integer> undecided = new ArrayList<>(mine.proposed().keySet());
    undecided.removeIf(mine::isDecided);
    mine.proposed()
        .forEach(
            (key, value) -> {
              if (mine.isDecided(key) && open.remove(key) != null) {
                outcomes.put(key, new Decided(value));
              }
            });
    if (!isOver() && (undecided.isEmpty() || mine.isPreempted())) {
      pause(now);
    }
  }

  private void pause(long now) {
    attempt = Optional.empty();
    wakeAt = earlier(now + desk.backoff().after(attempts), deadline);
  }

  /** Ends what is not decided as unknown. */
  void giveUp(String what) {
    String progress = attempt.map(Attempt::progress).orElse("between two attempts");
    Unknown unknown = new Unknown(what + " in " + generation + ": " + progress + "; " + obstacle);
    open.keySet().forEach(key -> outcomes.put(key, unknown));
    open.clear();
    attempt = Optional.empty();
  }

  private static long earlier(long one, long other) {
    return one - other < 0 ? one : other;
  }
}
