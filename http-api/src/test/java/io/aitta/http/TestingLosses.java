package io.aitta.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.IntPredicate;

/** What a test says is lost, and what was given up of it. */
final class TestingLosses implements Losses {
  volatile List<Lost> lost = List.of();
  volatile Optional<String> refusal = Optional.empty();
  final List<Integer> givenUp = new ArrayList<>();

  @Override
  public CompletionStage<List<Lost>> of(Set<String> nodes) {
    return refusal
        .<CompletionStage<List<Lost>>>map(
            sentence -> CompletableFuture.failedStage(new Refused(sentence)))
        .orElseGet(() -> CompletableFuture.completedStage(lost));
  }

  @Override
  public CompletionStage<List<Lost>> giveUp(Set<String> nodes, IntPredicate which) {
    List<Lost> gone =
        lost.stream()
            .filter(one -> one.fate() == Fate.LOST && which.test(one.partition()))
            .toList();
    gone.forEach(one -> givenUp.add(one.partition()));
    return CompletableFuture.completedStage(gone);
  }
}
