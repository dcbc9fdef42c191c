package io.aitta.core.replication.history;

import io.aitta.core.catalog.CacheId;
import io.aitta.core.model.Version;
import io.aitta.core.operation.Operation;
import io.aitta.core.partition.CopyPosition;
import io.aitta.core.partition.Effect;
import io.aitta.core.partition.EffectSink;
import io.aitta.core.partition.Partition;
import io.aitta.core.reply.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One copy of a partition: the entries, the requests that were done, and the changes that another
 * copy may still miss. A primary's makes changes, the others' apply them, and whoever has applied
 * the same changes has the same. Not thread-safe.
 */
public final class Copy {
  private final List<Effect> effects = new ArrayList<>();
  private final Partition partition;
  private final RequestTable requests;
  private final History history;
  private final PartitionClock clock = new PartitionClock();
  private Keeper keeper;
  private Version head;

  /** Hears of each change that a copy makes or applies, once it has. */
  @FunctionalInterface
  public interface Keeper {
    void keep(Change change, boolean awaited);
  }

  /** Makes an empty partition that hands its effects on. */
  @FunctionalInterface
  public interface Opener extends Function<EffectSink, Partition> {}

  /** A copy that is empty and follows. */
  public Copy(Opener opener, RequestLimits limits, Keeper keeper) {
    this.keeper = keeper;
    partition = opener.apply(effects::add);
    partition.follow();
    requests = new RequestTable(limits);
    head = partition.version();
    history = new History(head);
  }

  /** Has its changes kept there from now on. */
  public void keepIn(Keeper other) {
    keeper = other;
  }

  public Partition partition() {
    return partition;
  }

  public RequestTable requests() {
    return requests;
  }

  public History history() {
    return history;
  }

  /**
   * At a primary: the partition's time, in milliseconds of the epoch.
   *
   * @param nanos by the node's clock that never goes back
   * @param wallMillis by the node's wall clock
   */
  public long time(long nanos, long wallMillis) {
    return clock.read(nanos, wallMillis);
  }

  /** The partition's time as far as it is known here, in milliseconds of the epoch. */
  public long timeAt(long nanos) {
    return clock.at(nanos);
  }

  /** At another copy: the primary said what the time was when it sent something. */
  public void hearTime(long millis, long nanos) {
    clock.hear(millis, nanos);
  }

  /**
   * At a copy from the disk: goes on at that time. What was remembered of requests when all stood
   * still is remembered for as long as if it had just been heard of: nobody knows how long ago that
   * was.
   */
  public void returns(long millis, long nanos) {
    clock.hear(millis, nanos);
    requests.renew(millis);
  }

  /** The version that the last change led to. */
  public Version head() {
    return head;
  }

  /** Leads from now on, in a later epoch; the first change of it says so. */
  public Change lead(long epoch, long at) {
    partition.lead(epoch);
    Change beginning = Change.beginning(head, partition.version(), at);
    take(beginning);
    return beginning;
  }

  /** Leads no more. */
  public void follow() {
    partition.follow();
  }

  /** At a primary: executes an operation; what came of it is still to be {@link #conclude}d. */
  public Optional<Reply> execute(CacheId cache, Operation<?> operation, long at) {
    return partition.execute(cache, operation, at);
  }

  /**
   * At a primary: makes one change of all effects since the last.
   *
   * @param request has its place among the changes even if it changed no entry: its answer must
   *     stay its answer
   * @param kept whether the request itself is to be kept on disks
   * @return empty where nothing is to be known elsewhere
   */
  public Optional<Change> conclude(Optional<RequestRecord> request, boolean kept, long at) {
    if (request.isPresent() && effects.isEmpty()) {
      partition.pass();
    }
    return change(request, kept, at);
  }

  /** At a copy: applies a change that follows the last one. */
  public void apply(Change change) {
    apply(change, effect -> true);
  }

  /** At a copy that is being made: applies what a change is to the part that was copied. */
  public void apply(Change change, CopyPosition covered) {
    apply(change, covered::covers);
  }

  /**
   * At a copy that is being made: begins with the requests that were done up to a version.
   *
   * @param at the partition's time as it was then
   */
  public void begin(RequestSnapshot done, Version version, long at) {
    requests.restore(done, at);
    partition.advanceTo(version);
    head = version;
    history.beginAt(version);
  }

  /** Gives its memory back. */
  public void close() {
    partition.close();
  }

  private void apply(Change change, Predicate<Effect> has) {
    change.effects().stream().filter(has).forEach(effect -> partition.apply(effect, change.at()));
    partition.advanceTo(change.last());
    take(change);
  }

  private Optional<Change> change(Optional<RequestRecord> request, boolean kept, long at) {
    if (effects.isEmpty() && request.isEmpty()) {
      return Optional.empty();
    }
    boolean any = kept || effects.stream().map(Effect::cache).anyMatch(partition::keeps);
    Change change = new Change(head, partition.version(), effects, request, at, any);
    effects.clear();
    take(change);
    return Optional.of(change);
  }

  /** Whether it has done something to a cache whose writes are answered once they are on disks. */
  public boolean waitsForDisks(Change change) {
    return change.effects().stream().map(Effect::cache).anyMatch(partition::waitsForDisks);
  }

  /**
   * Whether somebody waits for it on disks, as far as is known here: who asked for what came to
   * nothing may.
   */
  private boolean isAwaited(Change change) {
    return change.effects().isEmpty() || waitsForDisks(change);
  }

  private void take(Change change) {
    head = change.last();
    change.request().ifPresent(request -> requests.add(request, change.last(), change.at()));
    history.add(change);
    keeper.keep(change, isAwaited(change));
  }
}
