package io.aitta.catalog;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.aitta.catalog.Round.Job;
import io.aitta.core.catalog.Catalog;
import io.aitta.core.model.Version;
import io.aitta.directory.Routes;
import io.aitta.link.Link;
import io.aitta.protocol.CatalogAck;
import io.aitta.protocol.CatalogCommand;
import io.aitta.protocol.CatalogResult;
import io.aitta.protocol.CatalogResult.Outcome;
import io.aitta.replica.LocalPartitions;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.pekko.actor.Address;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes the catalog while this node leads partition 0: one change after another, each pushed to
 * every member that can be reached and answered when all of them keep it. One that has a cache kept
 * on disks waits for the others too, until they are no members any more. Thread-safe.
 *
 * <p>A change's version is the epoch of partition 0 and a number greater than any seen in it. A
 * catalog that knows of a greater epoch has heard of a later leader: then this node changes nothing
 * more, since its version would lose against what is there.
 */
public final class CatalogAuthority implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CatalogAuthority.class);

  /** The most commands that were taken and not answered yet. */
  static final int MAX_COMMANDS = 256;

  private static final int RESEND_MILLIS = 200;

  private final Routes routes;
  private final LocalPartitions partitions;
  private final Link link;
  private final CatalogKeeper keeper;
  private final LongSupplier clock;
  private final SerialTasks tasks;
  private final ScheduledFuture<?> resending;
  private final AtomicInteger taken = new AtomicInteger();
  private final RecentCommands recent = new RecentCommands();
  private final Queue<Job> waiting = new ArrayDeque<>();
  private volatile Optional<Round> round = Optional.empty();
  private long pushes;

  /**
   * Begins at once.
   *
   * @param executor where changes are made and results given
   * @param clock milliseconds since any instant, never going back
   */
  public CatalogAuthority(
      Routes routes,
      LocalPartitions partitions,
      Link link,
      CatalogKeeper keeper,
      Executor executor,
      ScheduledExecutorService scheduler,
      LongSupplier clock) {
    this.routes = routes;
    this.partitions = partitions;
    this.link = link;
    this.keeper = keeper;
    this.clock = clock;
    tasks = new SerialTasks(executor);
    routes.onMemberRemoved(node -> lookAgain());
    resending =
        scheduler.scheduleWithFixedDelay(
            this::lookAgain, RESEND_MILLIS, RESEND_MILLIS, MILLISECONDS);
  }

  /** Takes a command; the result comes on the executor, by the command's time at the latest. */
  public void onCommand(CatalogCommand command, Consumer<CatalogResult> replyTo) {
    Job job = new Job(command, clock.getAsLong() + command.timeoutMillis(), replyTo);
    if (!recent.enter(command)) {
      recent.outcomeOf(command).ifPresent(job::answer);
    } else if (taken.incrementAndGet() > MAX_COMMANDS) {
      finish(job, Outcome.OVERLOADED);
    } else {
      tasks.run(() -> take(job));
    }
  }

  /** Takes note that a member keeps a change. */
  public void onAck(Address from, CatalogAck ack) {
    if (round.filter(open -> open.push().number() == ack.number()).isPresent()) {
      tasks.run(() -> kept(from, ack.number()));
    }
  }

  /** Resends nothing more. */
  @Override
  public void close() {
    resending.cancel(false);
  }

  private void lookAgain() {
    if (round.isPresent()) {
      tasks.run(this::resend);
    }
  }

  private void take(Job job) {
    waiting.add(job);
    goOn();
  }

  private void kept(Address node, long number) {
    round.filter(open -> open.push().number() == number).ifPresent(open -> open.keptBy(node));
    endIfComplete();
    goOn();
  }

  private void resend() {
    endIfComplete();
    round.ifPresent(this::pushAgain);
    goOn();
  }

  private void goOn() {
    while (round.isEmpty() && !waiting.isEmpty()) {
      begin(waiting.remove());
    }
  }

  /** A fault costs the command its certainty, not its answer. */
  private void begin(Job job) {
    try {
      decide(job);
    } catch (RuntimeException fault) {
      LOG.error("A change of the catalog ended in a fault; it may hold or not", fault);
      if (round.isEmpty() && recent.outcomeOf(job.command()).isEmpty()) {
        finish(job, Outcome.UNKNOWN);
      }
    }
  }

  private void decide(Job job) {
    Catalog known = keeper.current();
    long epoch = job.command().epoch();
    Version latest = known.latest();
    if (clock.getAsLong() >= job.deadline()) {
      finish(job, Outcome.OVERLOADED);
    } else if (!mayChange(epoch) || latest.epoch() > epoch) {
      finish(job, Outcome.NOT_PRIMARY);
    } else {
      make(job, known, new Version(epoch, latest.epoch() == epoch ? latest.sequence() + 1 : 1));
    }
  }

  private boolean mayChange(long epoch) {
    Long leads = partitions.leads().get(0);
    return leads != null && leads == epoch && routes.hasQuorum() && keeper.mayDecide();
  }

  private void make(Job job, Catalog known, Version at) {
    CatalogCommand command = job.command();
    CatalogStep step = CatalogStep.of(known, command.cache(), command.change(), at);
    if (step.outcome() == Outcome.FULL) {
      finish(job, Outcome.FULL);
      return;
    }
    CompletionStage<Void> kept = keeper.merge(step.after());
    // What was left as it is goes out too: an earlier change may not have reached all.
    Catalog change = step.after().only(command.cache());
    Round begun = new Round(job, step.outcome(), ++pushes, change);
    round = Optional.of(begun);
    push(begun);
    noteOnce(kept, begun);
  }

  /** What could not be kept here is tried again, as it is by the others. */
  private void pushAgain(Round open) {
    push(open);
    if (!open.missing(Set.of(routes.self())).isEmpty()) {
      noteOnce(keeper.merge(open.push().catalog()), open);
    }
  }

  private void noteOnce(CompletionStage<Void> kept, Round open) {
    kept.thenRun(() -> tasks.run(() -> kept(routes.self(), open.push().number())));
  }

  private void push(Round open) {
    for (Address member : open.missing(concerned(open))) {
      if (!member.equals(routes.self())) {
        link.send(member, open.push());
      }
    }
  }

  private Set<Address> concerned(Round open) {
    Set<Address> members = new HashSet<>(routes.reachableMembers());
    if (open.isForAll()) {
      members.addAll(routes.statuses().keySet());
    }
    return members;
  }

  private void endIfComplete() {
    Optional<Round> open = round;
    if (open.isEmpty()) {
      return;
    }
    // Without a majority those who are missing may only be out of reach, and go on without this
    // node.
    boolean complete = open.get().missing(concerned(open.get())).isEmpty() && routes.hasQuorum();
    if (complete || clock.getAsLong() >= open.get().job().deadline()) {
      round = Optional.empty();
      finish(open.get().job(), complete ? open.get().outcome() : Outcome.UNKNOWN);
    }
  }

  private void finish(Job job, Outcome outcome) {
    taken.decrementAndGet();
    recent.settle(job.command(), outcome);
    job.answer(outcome);
  }
}
