package io.aitta.core.replication.history;

import io.aitta.core.model.Version;
import io.aitta.core.replication.history.RequestSnapshot.Name;
import io.aitta.core.reply.Reply;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The writes that were done of late, each with its answer, so that one that is asked for again is
 * not done again. Those that gateways have numbered and those that callers have named are held
 * apart, so that neither displaces the other.
 *
 * <p>Of gateways' what a gateway has the answer to goes first, as in RIFL (Lee et al., SOSP 2015);
 * else they stay for longer than a gateway asks, and up to a number. Of each gateway the table
 * remembers up to which number something was forgotten, and says so rather than guess. A name is
 * known for a promised time, also where the answer is forgotten before.
 *
 * <p>Copies that add the same records in the same order have equal tables: time comes with the
 * records. Whoever executes asks first whether there is room, as adding displaces what is surplus.
 * Not thread-safe.
 */
public final class RequestTable {
  private final Answers numbered;
  private final Answers named;
  private final Origins gateways;
  private final Names names;

  /** A write that was done, as of a version of the partition. */
  public record Done(RequestRecord request, Version version, long at) {
    long bytes() {
      return request.bytes();
    }

    Done withoutReply() {
      return new Done(request.withoutReply(), version, at);
    }
  }

  /** An answer that is remembered, as of a version of the partition. */
  public record Known(Reply reply, Version version) {}

  public RequestTable(RequestLimits limits) {
    this.numbered = new Answers(limits.maxRequests(), limits.maxBytes(), limits.maxAgeMillis());
    this.named = new Answers(limits.maxRequests(), limits.maxBytes(), limits.namesForMillis());
    this.gateways = new Origins(limits.maxOrigins(), limits.maxAgeMillis());
    this.names = new Names(limits.maxNames(), limits.namesForMillis());
  }

  /** The answer to the request, if it was done and its answer is remembered. */
  public Optional<Known> find(RequestId id) {
    return answers(id)
        .find(id)
        .flatMap(done -> done.request().reply().map(reply -> new Known(reply, done.version())));
  }

  /** Whether the request was done, or may have been, and nobody knows its answer. */
  public boolean mayHaveForgotten(RequestId id) {
    return answers(id)
        .find(id)
        .map(done -> done.request().reply().isEmpty())
        .orElseGet(() -> id.isNamed() ? names.isKnown(id) : gateways.mayHaveForgotten(id));
  }

  /** Whether its caller has given the request's name to another request before, as is known. */
  public boolean isTaken(RequestId id) {
    return id.isNamed() && names.isTaken(id);
  }

  /**
   * Whether a request that is not known can be remembered as long as is promised, and all that are
   * known, too.
   */
  public boolean hasRoomFor(RequestId id, long now) {
    return id.isNamed() ? names.hasRoom(now) : gateways.hasRoomFor(id.origin(), now);
  }

  /** Remembers a request; one that is remembered already stays as it is. */
  public void add(RequestRecord request, Version version, long at) {
    RequestId id = request.id();
    if (!answers(id).add(new Done(request, version, at))) {
      return;
    }
    if (id.isNamed()) {
      names.add(new Name(id.origin(), id.number(), at));
    } else {
      Origins.Origin origin = gateways.hear(id.origin(), at);
      origin.remembered.add(id.number());
      forgetBelow(id.origin(), origin, request.answeredBelow());
    }
    forgetSurplus(at);
  }

  /** What the table holds, to be taken over by another copy. */
  public RequestSnapshot snapshot() {
    List<Done> done = new ArrayList<>(numbered.all());
    done.addAll(named.all());
    Map<Long, Long> forgotten = new LinkedHashMap<>();
    gateways.forEach((origin, state) -> forgotten.put(origin, state.forgotten));
    return new RequestSnapshot(done, forgotten, names.all());
  }

  /** Remembers all that is here for as long as if it had just been done. */
  void renew(long now) {
    RequestSnapshot old = snapshot();
    restore(
        new RequestSnapshot(
            old.done().stream().map(one -> new Done(one.request(), one.version(), now)).toList(),
            old.forgotten(),
            old.names().stream().map(one -> new Name(one.name(), one.what(), now)).toList()),
        now);
  }

  /**
   * Takes the place of all that is here.
   *
   * @param now until when every gateway may have been heard of
   */
  void restore(RequestSnapshot snapshot, long now) {
    numbered.clear();
    named.clear();
    gateways.clear();
    names.clear();
    snapshot.forgotten().forEach((id, number) -> gateways.hear(id, now).forgotten = number);
    snapshot.names().forEach(names::add);
    for (Done one : snapshot.done()) {
      RequestId id = one.request().id();
      answers(id).add(one);
      if (!id.isNamed()) {
        gateways.at(id.origin()).remembered.add(id.number());
      }
    }
  }

  private Answers answers(RequestId id) {
    return id.isNamed() ? named : numbered;
  }

  private void forgetBelow(long id, Origins.Origin origin, long number) {
    List<Long> answered = new ArrayList<>(origin.remembered.headSet(number));
    answered.forEach(one -> forget(new RequestId(id, one)));
    if (number > Long.MIN_VALUE) {
      origin.forgotten = Math.max(origin.forgotten, number - 1);
    }
  }

  private void forgetSurplus(long now) {
    for (var old = numbered.surplus(now); old.isPresent(); old = numbered.surplus(now)) {
      forget(old.get());
    }
    for (var old = named.surplus(now); old.isPresent(); old = named.surplus(now)) {
      named.forget(old.get());
    }
    names.forgetOld(now);
    for (var old = gateways.surplus(); old.isPresent(); old = gateways.surplus()) {
      forgetGateway(old.get().getKey(), old.get().getValue());
    }
  }

  private void forgetGateway(long id, Origins.Origin origin) {
    origin.remembered.forEach(number -> numbered.forget(new RequestId(id, number)));
    gateways.remove(id);
  }

  private void forget(RequestId id) {
    numbered.forget(id);
    Origins.Origin origin = gateways.at(id.origin());
    origin.remembered.remove(id.number());
    origin.forgotten = Math.max(origin.forgotten, id.number());
  }
}
