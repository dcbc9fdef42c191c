package io.aitta.core.replication.history;

import io.aitta.core.model.Version;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The writes that were done of late, each with its answer, so that one that is asked for again is
 * not done again. Bounded by number, bytes and time: of each origin it remembers up to which number
 * something was forgotten, and says so rather than guess; and of so many writes that their callers
 * have named, that they were. What a client has acknowledged goes first, as in RIFL (Lee et al.,
 * SOSP 2015). Copies that add the same records in the same order have equal tables: time comes with
 * the records. Not thread-safe.
 */
public final class RequestTable {
  private final RequestLimits limits;
  private final Map<RequestId, Done> done = new LinkedHashMap<>();
  private final Origins gateways;

  /** A caller names one write only, so many come and go: they may not displace the gateways. */
  private final Origins names;

  private long bytes;

  /** A write that was done, as of a version of the partition. */
  public record Done(RequestRecord request, Version version, long at) {
    long bytes() {
      return request.bytes();
    }
  }

  public RequestTable(RequestLimits limits) {
    this.limits = limits;
    this.gateways = new Origins(limits.maxOrigins());
    this.names = new Origins(limits.maxOrigins());
  }

  /** The request, if it was done and is remembered. */
  public Optional<Done> find(RequestId id) {
    return Optional.ofNullable(done.get(id));
  }

  /** Whether the request may have been done and been forgotten since. */
  public boolean mayHaveForgotten(RequestId id) {
    return !done.containsKey(id)
        && origins(id).find(id.origin()).filter(one -> one.mayHaveForgotten(id)).isPresent();
  }

  /** Whether its caller has given the request's name to another request before, as is known. */
  public boolean isTaken(RequestId id) {
    return id.isNamed()
        && names
            .find(id.origin())
            .filter(one -> !one.remembered.contains(id.number()) && !one.mayHaveForgotten(id))
            .isPresent();
  }

  /** Remembers a request; one that is remembered already stays as it is. */
  public void add(RequestRecord request, Version version, long at) {
    Done added = new Done(request, version, at);
    if (done.putIfAbsent(request.id(), added) != null) {
      return;
    }
    bytes += added.bytes();
    Origins.Origin origin = origins(request.id()).hear(request.id().origin());
    origin.remembered.add(request.id().number());
    forgetBelow(request.id().origin(), origin, request.answeredBelow());
    forgetSurplus(at);
  }

  /** What the table holds, to be taken over by another copy. */
  public RequestSnapshot snapshot() {
    Map<Long, Long> forgotten = new LinkedHashMap<>();
    gateways.forEach((origin, state) -> forgotten.put(origin, state.forgotten));
    names.forEach((origin, state) -> forgotten.put(origin, state.forgotten));
    return new RequestSnapshot(List.copyOf(done.values()), forgotten);
  }

  /** Takes the place of all that is here. */
  void restore(RequestSnapshot snapshot) {
    done.clear();
    gateways.clear();
    names.clear();
    bytes = 0;
    snapshot
        .forgotten()
        .forEach((id, number) -> origins(new RequestId(id, number)).hear(id).forgotten = number);
    for (Done one : snapshot.done()) {
      RequestId id = one.request().id();
      done.put(id, one);
      bytes += one.bytes();
      origins(id).at(id.origin()).remembered.add(id.number());
    }
  }

  private Origins origins(RequestId id) {
    return id.isNamed() ? names : gateways;
  }

  private void forgetBelow(long id, Origins.Origin origin, long number) {
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
    forgetSurplus(gateways);
    forgetSurplus(names);
  }

  private void forgetSurplus(Origins origins) {
    for (var eldest = origins.surplus(); eldest.isPresent(); eldest = origins.surplus()) {
      long id = eldest.get().getKey();
      List.copyOf(eldest.get().getValue().remembered)
          .forEach(number -> forget(new RequestId(id, number)));
      origins.remove(id);
    }
  }

  private boolean isSurplus(Done eldest, long now) {
    return done.size() > limits.maxRequests()
        || bytes > limits.maxBytes()
        || now - eldest.at() > limits.maxAgeMillis();
  }

  private void forget(RequestId id) {
    bytes -= done.remove(id).bytes();
    Origins.Origin origin = origins(id).at(id.origin());
    origin.remembered.remove(id.number());
    origin.forgotten = Math.max(origin.forgotten, id.number());
  }
}
