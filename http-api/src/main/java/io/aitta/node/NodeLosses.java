package io.aitta.node;

import io.aitta.core.replication.configuration.Configuration;
import io.aitta.http.Losses;
import io.aitta.replica.LostCopies;
import io.aitta.replica.LostPartition;
import io.aitta.replica.NotLostException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.IntPredicate;
import java.util.function.Supplier;

/** What waits for nodes that are gone, as a node's register and directory have it. */
final class NodeLosses implements Losses {
  private final LostCopies copies;

  NodeLosses(LostCopies copies) {
    this.copies = copies;
  }

  @Override
  public CompletionStage<List<Lost>> of(Set<String> nodes) {
    return refusable(() -> copies.of(nodes));
  }

  @Override
  public CompletionStage<List<Lost>> giveUp(Set<String> nodes, IntPredicate which) {
    return refusable(() -> copies.giveUp(nodes, which));
  }

  private static CompletionStage<List<Lost>> refusable(
      Supplier<CompletionStage<List<LostPartition>>> call) {
    try {
      return call.get().thenApply(all -> all.stream().map(NodeLosses::lost).toList());
    } catch (NotLostException there) {
      return CompletableFuture.failedStage(new Refused(there.getMessage()));
    }
  }

  private static Lost lost(LostPartition partition) {
    return new Lost(
        partition.partition(),
        partition.latest().map(Configuration::epoch).orElse(0L),
        List.copyOf(partition.copies()),
        List.copyOf(partition.waitsFor()),
        switch (partition.fate()) {
          case LOST -> Fate.LOST;
          case WAITS_FOR_OTHERS -> Fate.WAITS_FOR_OTHERS;
          case COMES_BACK -> Fate.COMES_BACK;
          case UNDECIDED -> Fate.UNDECIDED;
        });
  }
}
