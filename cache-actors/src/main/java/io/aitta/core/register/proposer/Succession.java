package io.aitta.core.register.proposer;

import io.aitta.core.register.message.Purpose;
import io.aitta.core.register.message.VoterMessage.Activate;
import io.aitta.core.register.message.VoterMessage.Seal;
import io.aitta.core.register.message.VoterMessage.SealAlone;
import io.aitta.core.register.message.VoterReply.Sealed;
import io.aitta.core.register.model.Accepted;
import io.aitta.core.register.model.Generation;
import io.aitta.core.register.model.VoterId;
import io.aitta.core.register.proposer.Outcome.Decided;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
 *
 * <p>A successor may be over before it has begun, as far as is known here: one of its two voters
 * died and the other ended it alone, or others went on faster. Then its successor inherits from
 * both: what was voted in the later one stands, and the rest is in the earlier one.
 */
final class Succession {
  private final Desk desk;
  private final long deadline;
  private final List<Estate> estates = new ArrayList<>();
  private Set<VoterId> dead;
  private Optional<Consultation> installation = Optional.empty();
  private boolean installed;
  private long wakeAt;

  /**
   * A change that begins then.
   *
   * @param from is or was active
   * @param dead voters that are gone for certain; empty where none may go on alone for that
   */
  Succession(
      Desk desk, Generation from, Generation to, Set<VoterId> dead, long startAt, long deadline) {
    this.desk = desk;
    this.dead = dead;
    this.deadline = deadline;
    this.wakeAt = startAt;
    estates.add(new Estate(from, to));
  }

  Generation to() {
    return estates.get(estates.size() - 1).successor();
  }

  boolean isInstalled() {
    return installed;
  }

  boolean isPastHope(long now) {
    return now - deadline >= 0;
  }

  long wakeAt() {
    return installation.map(Consultation::wakeAt).filter(time -> time - wakeAt < 0).orElse(wakeAt);
  }

  /** The installation, once it has begun, for replies to reach it. */
  Optional<Consultation> installation() {
    return installation;
  }

  void onTime(long now) {
    if (now - wakeAt >= 0) {
      wakeAt = now + desk.settings().attemptTimeout();
      ask();
    }
    if (installation.isPresent()) {
      installation.get().onTime(now);
      checkInstalled(now);
    }
  }

  void onSealed(long now, Sealed reply) {
    if (reply.generation() == to().number() && to().has(reply.from())) {
      extend(now, reply.successor());
    }
    if (installation.isEmpty()) {
      estates.forEach(estate -> estate.add(reply));
      if (estates.stream().allMatch(Estate::isComplete)) {
        install(now);
      }
    }
  }

  void onProvenDead(Set<VoterId> voters) {
    dead = voters;
  }

  /** The successor is over already, and is followed by that one. */
  void extend(long now, Generation next) {
    estates.add(new Estate(to(), next));
    installation = Optional.empty();
    wakeAt = now;
  }

  /** Asks for the seals that are missing; later the one of two that is left to end what is new. */
  private void ask() {
    if (installation.isPresent()) {
      to().survivor(dead).ifPresent(this::askToEndAlone);
    } else {
      for (Estate estate : estates) {
        Generation over = estate.generation();
        desk.outbox().send(over.voters(), new Seal(over, estate.successor()));
      }
    }
  }

  private void askToEndAlone(VoterId survivor) {
    List<VoterId> alone = List.of(survivor);
    desk.outbox().send(alone, new SealAlone(to(), to().next(alone)));
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
    Consultation consultation = new Consultation(desk, to(), Purpose.INSTALL, installs, deadline);
    installation = Optional.of(consultation);
    if (!consultation.isOver()) {
      consultation.attempt(now);
    }
  }

  private SortedMap<Integer, Accepted> lastVotes() {
    SortedMap<Integer, Accepted> latest = new TreeMap<>();
    estates.forEach(estate -> latest.putAll(estate.lastVotes()));
    return latest;
  }

  private void activate() {
    SortedSet<VoterId> all = new TreeSet<>(to().voters());
    estates.forEach(estate -> all.addAll(estate.generation().voters()));
    desk.outbox().send(all, new Activate(to()));
  }
}
