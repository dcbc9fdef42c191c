package io.aitta.register;

import io.aitta.core.register.message.Greeting;
import io.aitta.core.register.message.VoterMessage;
import io.aitta.core.register.message.VoterMessage.Activate;
import io.aitta.core.register.message.VoterReply;
import io.aitta.core.register.model.Generation;
import io.aitta.core.register.model.TwoVoterPolicy;
import io.aitta.core.register.model.VoterId;
import io.aitta.core.register.model.VoterProcess;
import io.aitta.core.register.voter.Acceptor;
import io.aitta.protocol.VoterNotice;
import io.aitta.protocol.VoterPost.Greet;
import io.aitta.protocol.VoterPost.Greeted;
import io.aitta.voter.VoterStore;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.Address;

/**
 * The voter of this node, which votes where a generation names it and greets the other one of two:
 * often until both are paired, then once a second. In the next generation they meet before it is
 * named. Not thread-safe.
 */
final class LocalVoter {
  private static final long LEAST_PAUSE = TimeUnit.MILLISECONDS.toNanos(200);
  private static final long MOST_PAUSE = TimeUnit.SECONDS.toNanos(1);

  /** How often a greeting is answered by one at once, between two that time brings. */
  private static final int MOST_PROMPTS = 8;

  private final Acceptor acceptor;
  private final VoterStore store;
  private final Outlet outlet;
  private final boolean isNew;
  private final Optional<Generation> remembered;
  private Optional<Generation> greetedIn = Optional.empty();
  private Optional<Generation> expected = Optional.empty();
  private boolean prompted;
  private int prompts;
  private long pause = LEAST_PAUSE;
  private long greetAt;

  LocalVoter(VoterStore store, TwoVoterPolicy policy, Outlet outlet) {
    this.acceptor = new Acceptor(store.self(), store.storage(), policy);
    this.store = store;
    this.outlet = outlet;
    this.isNew = store.storage().recovered().isEmpty();
    this.remembered = acceptor.active();
  }

  VoterId id() {
    return acceptor.self().voter();
  }

  /** The latest generation that it knows to be active. */
  Optional<Generation> active() {
    return acceptor.active();
  }

  /** The same, where it was told so by now and does not only remember it. */
  Optional<Generation> told() {
    return acceptor.active().filter(active -> !remembered.equals(Optional.of(active)));
  }

  /**
   * Steps back where it is of another register than the one in use, and of a later one: it can't
   * take part in this one without forgetting what it knows of that one.
   */
  void standBy(Generation inUse) {
    Optional<Generation> other =
        acceptor
            .active()
            .filter(own -> own.number() > inUse.number() && !own.isOfRegisterOf(inUse));
    if (other.isPresent() && acceptor.failure().isEmpty()) {
      acceptor.stepBack(foreign(other.get()));
      tellSteppedBack();
    }
  }

  private String foreign(Generation own) {
    return "voter "
        + id()
        + " stepped back, it is of another register than the cluster's, with "
        + own
        + ": to have it vote stop the node, empty its aitta.register.directory and start it again";
  }

  /** Whether its storage held no word when this process opened it. */
  boolean isNew() {
    return isNew;
  }

  /** What the others are to know of it. */
  VoterNotice notice() {
    return new VoterNotice(id().storage(), acceptor.failure().isPresent(), store.former());
  }

  VoterReply reply(VoterMessage message) {
    boolean stoodBefore = acceptor.failure().isEmpty();
    VoterReply reply = acceptor.step(message);
    if (stoodBefore) {
      tellSteppedBack();
    }
    return reply;
  }

  private void tellSteppedBack() {
    acceptor.failure().ifPresent(reason -> outlet.steppedBack(reason, notice()));
  }

  void onProvenDead(Set<VoterProcess> dead) {
    acceptor.onProvenDead(dead);
  }

  /**
   * Answers. An own greeting may have come before the other one knew the generation: who greets
   * knows it now, and is greeted at once, since until both have been answered neither may go on
   * without the other.
   */
  void onGreeting(long now, Address from, Greeting greeting) {
    acceptor
        .answer(greeting)
        .ifPresent(
            response -> {
              outlet.answer(from, new Greeted(response));
              prompted = acceptor.isUnpaired() && prompts < MOST_PROMPTS;
            });
  }

  void onResponse(Greeting.Response response) {
    acceptor.onResponse(response);
  }

  /**
   * Whether that generation may come next as far as this voter is concerned: where it is one of two
   * that may go on without each other, the two have met, so that whenever one of them dies the
   * other can end the generation, even before it has begun.
   *
   * @param present the generation before it, which is active: nobody may have told this voter yet
   */
  boolean isReadyFor(long now, Generation present, Generation next) {
    if (!expected.equals(Optional.of(next))) {
      reply(new Activate(present));
      expected = Optional.of(next);
      greetSoon(now);
    }
    acceptor.expect(next);
    return acceptor.haveMet(next);
  }

  /** Greets the other one of two voters, when it is time to. */
  void greet(long now) {
    if (!acceptor.active().equals(greetedIn)) {
      greetedIn = acceptor.active();
      greetSoon(now);
    }
    boolean due = now - greetAt >= 0;
    if (due || prompted) {
      acceptor.greet().forEach(greeting -> outlet.send(greeting.to(), new Greet(greeting)));
      prompts = due ? 0 : prompts + 1;
      prompted = false;
    }
    if (due) {
      greetAt = now + pause;
      pause = Math.min(2 * pause, MOST_PAUSE);
    }
  }

  private void greetSoon(long now) {
    pause = LEAST_PAUSE;
    greetAt = now;
  }
}
