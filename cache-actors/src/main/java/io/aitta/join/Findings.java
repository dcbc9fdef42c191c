package io.aitta.join;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.CoordinatedShutdown;

/** What a node found out that its last words may need. Thread-safe. */
final class Findings {
  private static final long PATIENCE_MILLIS = 1_000;

  private final CompletableFuture<String> difference = new CompletableFuture<>();
  private volatile Optional<String> quarantine = Optional.empty();

  void differs(String sentence) {
    difference.complete(sentence);
  }

  void quarantined(String sentence) {
    quarantine = Optional.of(sentence);
  }

  /**
   * The last words for that reason. Where the cluster refused this node, its answer to the question
   * what sets them apart may still be on its way: that is waited for a second.
   */
  CompletionStage<Optional<LastWords>> lastWords(CoordinatedShutdown.Reason reason) {
    if (quarantine.isPresent() && reason.equals(CoordinatedShutdown.clusterDowningReason())) {
      return CompletableFuture.completedFuture(
          quarantine.map(sentence -> new LastWords(sentence, LastWords.LOST)));
    }
    if (!reason.equals(CoordinatedShutdown.incompatibleConfigurationDetectedReason())) {
      return CompletableFuture.completedFuture(LastWords.ofReason(reason, Optional.empty()));
    }
    return difference
        .thenApply(Optional::of)
        .completeOnTimeout(Optional.empty(), PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
        .thenApply(sentence -> LastWords.ofReason(reason, sentence));
  }
}
