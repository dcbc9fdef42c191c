package io.aitta.routing;

import io.aitta.core.catalog.Catalog;
import io.aitta.core.partition.Partition;
import io.aitta.core.replication.history.Copy;
import io.aitta.core.replication.history.RequestLimits;
import io.aitta.core.replication.history.RequestRecord;
import io.aitta.core.reply.Reply;
import io.aitta.core.store.LruStore;
import io.aitta.core.store.NodeBudgets;
import io.aitta.directory.Leader;
import io.aitta.protocol.Answer;
import io.aitta.protocol.Answer.Refusal;
import io.aitta.protocol.Request;
import io.aitta.protocol.Response;
import io.aitta.replica.LocalPartitions;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.pekko.actor.Address;

/**
 * One replicated partition that nodes lead by turns: each leader has all that was done, with the
 * answers, and does not always get to do it or to answer. Thread-safe.
 */
final class TestingSuccession {
  private final Copy copy;
  private final Random luck;
  private volatile boolean lucky;
  private Leader leader;

  /** What becomes of a request that was not done yet. */
  private enum Fate {
    ANSWERED,
    DONE_AND_SILENT,
    LOST,
    DONE_AND_IN_DOUBT,
    IN_DOUBT,
    DONE_AND_UNSENT,
    NO_QUORUM,
    TOO_FEW_COPIES
  }

  TestingSuccession(Supplier<Catalog> catalog, Leader first, Random luck) {
    this.luck = luck;
    this.copy =
        new Copy(
            effects ->
                new Partition(
                    0,
                    1,
                    catalog,
                    new NodeBudgets(),
                    LruStore::new,
                    (partition, cache) -> {},
                    effects),
            RequestLimits.DEFAULT,
            (change, awaited) -> {});
    lead(first);
  }

  synchronized void lead(Leader next) {
    leader = next;
    copy.lead(next.epoch(), 0);
  }

  /** From now on whoever leads does all and answers. */
  void bringLuck() {
    lucky = true;
  }

  /** The partitions of one of the nodes. */
  LocalPartitions at(Address node) {
    return new LocalPartitions() {
      @Override
      public void deliver(Request request, Consumer<Response> replyTo) {
        answer(node, request)
            .ifPresent(
                answer ->
                    replyTo.accept(
                        new Response(request.origin(), request.id(), request.epoch(), answer)));
      }

      @Override
      public Map<Integer, Long> leads() {
        return Map.of();
      }

      @Override
      public void catalogChanged() {}
    };
  }

  private synchronized Optional<Answer> answer(Address node, Request request) {
    if (!leader.equals(new Leader(node, request.epoch()))) {
      return refusal(Refusal.NOT_PRIMARY);
    }
    var id = request.once().orElseThrow();
    if (copy.requests().mayHaveForgotten(id)) {
      return refusal(Refusal.FORGOTTEN);
    }
    return copy.requests()
        .find(id)
        .map(done -> Optional.<Answer>of(new Answer.Done(done.reply())))
        .orElseGet(() -> newly(request));
  }

  private Optional<Answer> newly(Request request) {
    Fate fate = lucky ? Fate.ANSWERED : Fate.values()[luck.nextInt(Fate.values().length)];
    return switch (fate) {
      case ANSWERED -> Optional.of(new Answer.Done(execute(request)));
      case LOST -> Optional.empty();
      case IN_DOUBT, NO_QUORUM, TOO_FEW_COPIES -> refusal(Refusal.valueOf(fate.name()));
      case DONE_AND_SILENT -> {
        execute(request);
        yield Optional.empty();
      }
      case DONE_AND_IN_DOUBT -> {
        execute(request);
        yield refusal(Refusal.IN_DOUBT);
      }
      case DONE_AND_UNSENT -> {
        execute(request);
        yield refusal(Refusal.UNSENT);
      }
    };
  }

  private Reply execute(Request request) {
    Reply reply = copy.execute(request.cache(), request.operation(), 0).orElseThrow();
    RequestRecord done =
        new RequestRecord(request.once().orElseThrow(), request.answeredBelow(), reply);
    if (copy.conclude(Optional.of(done), false, 0).isEmpty()) {
      throw new AssertionError(done + " has left no change");
    }
    return reply;
  }

  private static Optional<Answer> refusal(Refusal refusal) {
    return Optional.of(new Answer.Refused(refusal));
  }
}
