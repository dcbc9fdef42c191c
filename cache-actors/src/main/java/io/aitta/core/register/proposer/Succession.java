package io.aitta.core.register.proposer;

import io.aitta.core.register.message.Purpose;
import io.aitta.core.register.message.VoterMessage.Activate;
import io.aitta.core.register.message.VoterMessage.Seal;
import io.aitta.core.register.message.VoterReply.Sealed;
import io.aitta.core.register.model.Accepted;
import io.aitta.core.register.model.Generation;
import io.aitta.core.register.model.VoterId;
import io.aitta.core.register.proposer.Outcome.Decided;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Brings what a generation has decided into its successor, once the successor is decided: stop and
 * copy. Any node may do it, several at once, and each from any state that others left behind.
 *
 * <ol>
 *   <li>Seal voters of the old generation, as many as meet every majority: after that it decides
 *       nothing more, and the latest vote for a key among them is the last value, or one whose
 *       outcome nobody knows.
 *   <li>Install each key in the new generation by a vote of its own, so that rivals who saw
 *       different latest votes agree on one of them.
 *   <li>Only then tell everybody that the new generation is active.
 * </ol>
 */
final class Succession {
  private final Desk desk;
  private final Generation from;
  private final Generation to;
  private final long deadline;
  private final SortedMap<VoterId, Sealed> sealed = new TreeMap<>();
  private Optional<Consultation> installation = Optional.empty();
  private boolean installed;
  private long wakeAt;

  Succession(Desk desk, Generation from, Generation to, long startAt, long deadline) {
    this.desk = desk;
    this.from = from;
    this.to = to;
    this.deadline = deadline;
    this.wakeAt = startAt;
  }

  Generation to() {
    return to;
  }

  boolean isInstalled() {
    return installed;
  }

  boolean isPastHope(long now) {
    return now - deadline >= 0;
  }

  long wakeAt() {
    return installation.map(Consultation::wakeAt).orElse(wakeAt);
  }

  /** The installation, once it has begun, for replies to reach it. */
  Optional<Consultation> installation() {
    return installation;
  }

  void onTime(long now) {
    if (installation.isPresent()) {
      installation.get().onTime(now);
      checkInstalled(now);
    } else if (now - wakeAt >= 0) {
      wakeAt = now + desk.settings().attemptTimeout();
      desk.outbox().send(from.voters(), new Seal(from, to));
    }
  }

  void onSealed(long now, Sealed reply) {
    if (installation.isEmpty() && reply.generation() == from.number() && from.has(reply.from())) {
      sealed.put(reply.from(), reply);
      if (sealed.size() >= from.sealQuorum()) {
        install(now);
      }
    }
  }

  private void checkInstalled(long now) {
    if (installation.filter(Consultation::isOver).isEmpty()) {
      return;
    }
    installed = installation.get().outcomes().values().stream().allMatch(Decided.class::isInstance);
    if (installed) {
      activate();
    } else {
      install(now);
    }
  }

  private void install(long now) {
    List<Install> installs = new ArrayList<>();
    lastVotes().forEach((key, vote) -> installs.add(new Install(key, vote.value())));
    Consultation consultation = new Consultation(desk, to, Purpose.INSTALL, installs, deadline);
    installation = Optional.of(consultation);
    if (!consultation.isOver()) {
      consultation.attempt(now);
    }
  }

  private SortedMap<Integer, Accepted> lastVotes() {
    SortedMap<Integer, Accepted> latest = new TreeMap<>();
    for (Sealed reply : sealed.values()) {
      reply.records().forEach((key, vote) -> latest.merge(key, vote, Accepted::latest));
    }
    latest.remove(Generation.SUCCESSOR_KEY);
    return latest;
  }

  private void activate() {
    SortedSet<VoterId> all = new TreeSet<>(from.voters());
    all.addAll(to.voters());
    desk.outbox().send(all, new Activate(to));
  }
}
