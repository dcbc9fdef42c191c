package io.aitta.core.replication.primary;

import io.aitta.core.model.Version;
import io.aitta.core.partition.Partition;
import io.aitta.core.replication.history.Change;
import io.aitta.core.replication.history.Copy;
import io.aitta.core.replication.history.RequestId;
import io.aitta.core.replication.history.RequestRecord;
import io.aitta.core.replication.history.RequestTable;
import io.aitta.core.replication.protocol.Counter;
import io.aitta.core.replication.protocol.Input.Maintenance;
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
  private final Uncommitted uncommitted;

  /** Of caches whose answers wait for the disks: what these may not have. */
  private final Uncommitted unstored;

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
    this.uncommitted = new Uncommitted(copy.history().base());
    copy.history().after(followers.committed()).forEach(uncommitted::add);
    this.unstored = new Uncommitted(copy.head());
  }

  /** Takes a request; it is answered once, now or later. */
  public void ask(Now now, Request request, Optional<Outcome.Reason> obstacle) {
    if (now.nanos() - request.deadline() > 0) {
      out.refuse(request.token(), Outcome.Reason.TOO_LATE);
    } else if (!wasDone(now, request)) {
      obstacle
          .or(() -> lackOfRoom(now, request))
          .ifPresentOrElse(
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
  public void maintain(Now now, Maintenance work) {
    long time = time(now);
    try {
      work.on(copy.partition(), time);
    } catch (RuntimeException fault) {
      out.add(new Output.Faulted("maintenance", fault));
    }
    copy.conclude(Optional.empty(), false, time).ifPresent(this::changed);
  }

  private void changed(Change change) {
    uncommitted.add(change);
    if (copy.waitsForDisks(change)) {
      unstored.add(change);
    }
    ship.accept(change);
  }

  /**
   * Gives the answers that have become safe.
   *
   * @param enough whether as many copies are in sync as writes are to have
   */
  public void release(long now, boolean enough) {
    uncommitted.commit(followers.committed());
    unstored.commit(followers.stored());
    held.release(followers.committed(), followers.stored(), followers::grantedSince, enough);
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
    Optional<RequestTable.Known> shared = copy.requests().find(id);
    Optional<RequestTable.Known> done = shared.or(() -> unshared.find(id));
    if (done.isPresent()) {
      out.count(Counter.REPEATED);
      hold(now, request, done.get().reply(), done.get().version(), shared.isEmpty());
      return true;
    }
    RequestTable own = tableOf(request);
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

  /** A write that could not be remembered as long as is promised might be done twice. */
  private Optional<Outcome.Reason> lackOfRoom(Now now, Request request) {
    return request
        .id()
        .filter(id -> request.operation().writes())
        .filter(id -> !tableOf(request).hasRoomFor(id, time(now)))
        .map(id -> Outcome.Reason.OVERLOADED);
  }

  private RequestTable tableOf(Request request) {
    return copy.partition().replicates(request.cache()) ? copy.requests() : unshared;
  }

  private void execute(Now now, Request request) {
    Optional<Reply> reply;
    try {
      if (isTooLarge(request)) {
        out.refuse(request.token(), Outcome.Reason.TOO_LARGE);
        return;
      }
      reply = copy.execute(request.cache(), request.operation(), time(now));
    } catch (RuntimeException fault) {
      fault(now, request, fault);
      return;
    }
    if (reply.isPresent()) {
      answer(now, request, reply.get());
    } else {
      copy.conclude(Optional.empty(), false, time(now)).ifPresent(this::changed);
      out.refuse(request.token(), Outcome.Reason.CACHE_UNKNOWN);
    }
  }

  /** Whether no link could carry the change to the other copies: it would be sent for ever. */
  private boolean isTooLarge(Request request) {
    Partition partition = copy.partition();
    return request.operation().writes()
        && partition.replicates(request.cache())
        && ChangeBound.of(partition, request.cache(), request.operation())
            > settings.window().maxChangeBytes();
  }

  /**
   * What was done before the fault is done: the other copies have to hear of it, and asked again it
   * must not be done once more.
   */
  private void fault(Now now, Request request, RuntimeException fault) {
    conclude(now, request, Optional.empty());
    out.add(new Output.Faulted(request.operation().getClass().getSimpleName(), fault));
    out.answer(request.token(), new Outcome.Unknown(Outcome.Doubt.FAULT));
  }

  private void answer(Now now, Request request, Reply reply) {
    Optional<Change> change = conclude(now, request, Optional.of(reply));
    if (copy.partition().replicates(request.cache())) {
      boolean committing = change.isPresent() && request.operation().writes();
      hold(now, request, reply, dependency(request, change), !committing);
    } else {
      hold(now, request, reply, NOTHING, true);
    }
  }

  /** Makes one change of what the request did, and remembers it where it has an id. */
  private Optional<Change> conclude(Now now, Request request, Optional<Reply> reply) {
    boolean shared = copy.partition().replicates(request.cache());
    Optional<RequestRecord> record = record(request, reply);
    if (!shared) {
      record.ifPresent(done -> unshared.add(done, NOTHING, time(now)));
    }
    boolean kept = record.isPresent() && copy.partition().keeps(request.cache());
    Optional<Change> change = copy.conclude(shared ? record : Optional.empty(), kept, time(now));
    change.ifPresent(this::changed);
    return change;
  }

  private Version dependency(Request request, Optional<Change> change) {
    return change
        .filter(made -> request.operation().writes())
        .map(Change::last)
        .orElseGet(() -> uncommitted.under(request.cache(), request.operation()));
  }

  /** What the disks must have before the answer may be given. */
  private Version onDisk(Request request, Version until) {
    if (!copy.partition().waitsForDisks(request.cache())) {
      return NOTHING;
    }
    Version changed = unstored.under(request.cache(), request.operation());
    return request.operation().writes() && until.compareTo(changed) > 0 ? until : changed;
  }

  private static Optional<RequestRecord> record(Request request, Optional<Reply> reply) {
    return request
        .id()
        .filter(id -> request.operation().writes())
        .map(id -> new RequestRecord(id, request.answeredBelow(), reply));
  }

  private long time(Now now) {
    return copy.time(now.nanos(), now.millis());
  }

  /**
   * Holds an answer.
   *
   * @param unsure whether it tells of nothing that the copies acknowledge: then somebody else may
   *     lead already, and a lease or the copies' word is needed
   */
  private void hold(Now now, Request request, Reply reply, Version until, boolean unsure) {
    boolean leased = settings.readMode() == ReadMode.LEASE && followers.holdLease(now.nanos());
    held.add(
        new HeldAnswer(
            request, reply, until, onDisk(request, until), now.nanos(), unsure && !leased));
  }
}
