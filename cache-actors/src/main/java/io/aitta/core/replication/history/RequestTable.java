package io.aitta.core.replication.history;

import io.aitta.core.model.Version;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The writes that were done of late, each with its answer, so that one that is asked for again is
 * not done again. Bounded by number, bytes and time: of each origin it remembers up to which number
 * something was forgotten, and says so rather than guess. What a client has acknowledged goes
 * first, as in RIFL (Lee et al., SOSP 2015). Copies that add the same records in the same order
 * have equal tables: time comes with the records. Not thread-safe.
 */
public final class RequestTable {
  private static final int RECORD_BYTES = 96;

  private final RequestLimits limits;
  private final Map<RequestId, Done> done = new LinkedHashMap<>();
  private final Map<Long, Origin> origins = new LinkedHashMap<>();
  private long bytes;

  /** A write that was done, as of a version of the partition. */
  public record Done(RequestRecord request, Version version, long at) {
    long bytes() {
      return RECORD_BYTES + ReplyWeight.of(request.reply());
    }
  }

  /** What one origin asked: the numbers that are remembered, and up to where some are not. */
  private static final class Origin {
    final TreeSet<Long> remembered = new TreeSet<>();
    long forgotten = Long.MIN_VALUE;
  }

  public RequestTable(RequestLimits limits) {
    this.limits = limits;
  }

  /** The request, if it was done and is remembered. */
  public Optional<Done> find(RequestId id) {
    return Optional.ofNullable(done.get(id));
  }

  /** Whether the request may have been done and been forgotten since. */
  public boolean mayHaveForgotten(RequestId id) {
    Origin origin = origins.get(id.origin());
    return origin != null && id.number() <= origin.forgotten && !done.containsKey(id);
  }

  /** Remembers a request; one that is remembered already stays as it is. */
  public void add(RequestRecord request, Version version, long at) {
    Done added = new Done(request, version, at);
    if (done.putIfAbsent(request.id(), added) != null) {
      return;
    }
    bytes += added.bytes();
    Origin origin = freshest(request.id().origin());
    origin.remembered.add(request.id().number());
    forgetBelow(request.id().origin(), origin, request.answeredBelow());
    forgetSurplus(at);
  }

  /** What the table holds, to be taken over by another copy. */
  public RequestSnapshot snapshot() {
    Map<Long, Long> forgotten = new LinkedHashMap<>();
    origins.forEach((origin, state) -> forgotten.put(origin, state.forgotten));
    return new RequestSnapshot(List.copyOf(done.values()), forgotten);
  }

  /** Takes the place of all that is here. */
  void restore(RequestSnapshot snapshot) {
    done.clear();
    origins.clear();
    bytes = 0;
    snapshot.forgotten().forEach((origin, number) -> freshest(origin).forgotten = number);
    for (Done one : snapshot.done()) {
      done.put(one.request().id(), one);
      bytes += one.bytes();
      origins
          .computeIfAbsent(one.request().id().origin(), unheard -> new Origin())
          .remembered
          .add(one.request().id().number());
    }
  }

  private Origin freshest(long id) {
    Origin origin = Optional.ofNullable(origins.remove(id)).orElseGet(Origin::new);
    origins.put(id, origin);
    return origin;
  }

  private void forgetBelow(long id, Origin origin, long number) {
    List<Long> answered = new ArrayList<>(origin.remembered.headSet(number));
    answered.forEach(one -> forget(new RequestId(id, one)));
    if (number > Long.MIN_VALUE) {
      origin.forgotten = Math.max(origin.forgotten, number - 1);
    }
  }

  private void forgetSurplus(long now) {
    while (done.size() > 1 && isSurplus(done.values().iterator().next(), now)) {
      forget(done.keySet().iterator().next());
    }
    Iterator<Map.Entry<Long, Origin>> eldest = origins.entrySet().iterator();
    while (origins.size() > limits.maxOrigins()) {
      Map.Entry<Long, Origin> origin = eldest.next();
      List.copyOf(origin.getValue().remembered)
          .forEach(number -> forget(new RequestId(origin.getKey(), number)));
      eldest.remove();
    }
  }

  private boolean isSurplus(Done eldest, long now) {
    return done.size() > limits.maxRequests()
        || bytes > limits.maxBytes()
        || now - eldest.at() > limits.maxAgeMillis();
  }

  private void forget(RequestId id) {
    bytes -= done.remove(id).bytes();
    Origin origin = origins.get(id.origin());
    origin.remembered.remove(id.number());
    origin.forgotten = Math.max(origin.forgotten, id.number());
  }
}
