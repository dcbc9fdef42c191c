package io.aitta.core.replication.primary;

import io.aitta.core.model.Version;
import io.aitta.core.partition.Partition;
import io.aitta.core.replication.history.Change;
import io.aitta.core.replication.history.Copy;
import io.aitta.core.replication.history.RequestId;
import io.aitta.core.replication.history.RequestRecord;
import io.aitta.core.replication.history.RequestTable;
import io.aitta.core.replication.protocol.Counter;
import io.aitta.core.replication.protocol.Now;
import io.aitta.core.replication.protocol.Outbox;
import io.aitta.core.replication.protocol.Outcome;
import io.aitta.core.replication.protocol.Output;
import io.aitta.core.replication.protocol.ReplicationSettings;
import io.aitta.core.replication.protocol.ReplicationSettings.ReadMode;
import io.aitta.core.replication.protocol.Request;
import io.aitta.core.reply.Reply;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Executes requests at once, and holds each answer until every copy in sync has what it tells of. A
 * write that was done already is not done again.
 */
public final class RequestDesk {
  private static final Version NOTHING = new Version(0, 0);

  private final Copy copy;
  private final Followers followers;
  private final ReplicationSettings settings;
  private final Outbox out;
  private final Consumer<Change> ship;
  private final Uncommitted uncommitted = new Uncommitted();
  private final HeldAnswers held;

  /** Writes to caches without copies, which are remembered here alone. */
  private final RequestTable unshared;

  /**
   * @param ship takes each change to the other copies
   */
  public RequestDesk(
      Copy copy,
      Followers followers,
      ReplicationSettings settings,
      Outbox out,
      Consumer<Change> ship) {
    this.copy = copy;
    this.followers = followers;
    this.settings = settings;
    this.out = out;
    this.ship = ship;
    this.held = new HeldAnswers(out);
    this.unshared = new RequestTable(settings.requests());
  }

  /** Takes a request; it is answered once, now or later. */
  public void ask(Now now, Request request, Optional<Outcome.Reason> obstacle) {
    if (now.nanos() - request.deadline() > 0) {
      out.refuse(request.token(), Outcome.Reason.TOO_LATE);
    } else if (!wasDone(now, request)) {
      obstacle.ifPresentOrElse(
          reason -> out.refuse(request.token(), reason), () -> execute(now, request));
    }
  }

  /** Whether as many answers are held as may be. */
  public boolean isFull() {
    return held.size() >= settings.window().maxHeld();
  }

  /** Whether as many changes are under way as may be. */
  public boolean isWindowFull() {
    return copy.history().size() >= settings.window().maxChanges()
        || copy.history().bytes() >= settings.window().maxBytes();
  }

  /** Whether no answer is held. */
  public boolean isDrained() {
    return held.size() == 0;
  }

  /** Lets the partition do something that nobody asked for. */
  public void maintain(Now now, Consumer<Partition> work) {
    try {
      work.accept(copy.partition());
      copy.conclude(Optional.empty(), now.millis()).ifPresent(this::changed);
    } catch (RuntimeException fault) {
      fault("maintenance", fault, now);
    }
  }

  private void changed(Change change) {
    uncommitted.add(change);
    ship.accept(change);
  }

  /** Gives the answers that have become safe. */
  public void release(long now) {
    uncommitted.commit(followers.committed());
    held.release(followers.committed(), followers::grantedSince);
    if (held.hasUnsure()) {
      followers.askLeasesUnlessAsked(now);
    }
  }

  public void expire(long now) {
    held.expire(now);
  }

  public void abandon() {
    held.abandon();
  }

  private boolean wasDone(Now now, Request request) {
    if (request.id().isEmpty() || !request.operation().writes()) {
      return false;
    }
    RequestId id = request.id().get();
    Optional<RequestTable.Done> shared = copy.requests().find(id);
    Optional<RequestTable.Done> done = shared.or(() -> unshared.find(id));
    if (done.isPresent()) {
      out.count(Counter.REPEATED);
      hold(now, request, done.get().request().reply(), done.get().version(), shared.isEmpty());
      return true;
    }
    RequestTable own = copy.partition().replicates(request.cache()) ? copy.requests() : unshared;
    if (own.mayHaveForgotten(id)) {
      out.answer(request.token(), new Outcome.Unknown(Outcome.Doubt.FORGOTTEN));
      return true;
    }
    if (own.isTaken(id)) {
      out.refuse(request.token(), Outcome.Reason.NAME_TAKEN);
      return true;
    }
    return false;
  }

  private void execute(Now now, Request request) {
    if (isTooLarge(request)) {
      out.refuse(request.token(), Outcome.Reason.TOO_LARGE);
      return;
    }
    Optional<Reply> reply;
    try {
      reply = copy.execute(request.cache(), request.operation(), now.millis());
    } catch (RuntimeException fault) {
      fault(request.operation().getClass().getSimpleName(), fault, now);
      out.answer(request.token(), new Outcome.Unknown(Outcome.Doubt.FAULT));
      return;
    }
    conclude(now, request, reply);
  }

  /** Whether no link could carry the change to the other copies: it would be sent for ever. */
  private boolean isTooLarge(Request request) {
    Partition partition = copy.partition();
    return request.operation().writes()
        && partition.replicates(request.cache())
        && ChangeBound.of(partition, request.cache(), request.operation())
            > settings.window().maxChangeBytes();
  }

  /** What was done before the fault is done: the other copies have to hear of it. */
  private void fault(String what, RuntimeException fault, Now now) {
    copy.conclude(Optional.empty(), now.millis()).ifPresent(this::changed);
    out.add(new Output.Faulted(what, fault));
  }

  private void conclude(Now now, Request request, Optional<Reply> reply) {
    boolean shared = copy.partition().replicates(request.cache());
    Optional<RequestRecord> record = reply.flatMap(done -> record(request, done));
    Optional<Change> change = copy.conclude(shared ? record : Optional.empty(), now.millis());
    change.ifPresent(this::changed);
    if (reply.isEmpty()) {
      out.refuse(request.token(), Outcome.Reason.CACHE_UNKNOWN);
    } else if (shared) {
      boolean committing = change.isPresent() && request.operation().writes();
      hold(now, request, reply.get(), dependency(request, change), !committing);
    } else {
      record.ifPresent(done -> unshared.add(done, NOTHING, now.millis()));
      hold(now, request, reply.get(), NOTHING, true);
    }
  }

  private Version dependency(Request request, Optional<Change> change) {
    return change
        .filter(made -> request.operation().writes())
        .map(Change::last)
        .orElseGet(() -> uncommitted.under(request.cache(), request.operation()));
  }

  private static Optional<RequestRecord> record(Request request, Reply reply) {
    return request
        .id()
        .filter(id -> request.operation().writes())
        .map(id -> new RequestRecord(id, request.answeredBelow(), reply));
  }

  /**
   * Holds an answer.
   *
   * @param unsure whether it tells of nothing that the copies acknowledge: then somebody else may
   *     lead already, and a lease or the copies' word is needed
   */
  private void hold(Now now, Request request, Reply reply, Version until, boolean unsure) {
    boolean leased = settings.readMode() == ReadMode.LEASE && followers.holdLease(now.nanos());
    held.add(new HeldAnswer(request, reply, until, now.nanos(), unsure && !leased));
  }
}
