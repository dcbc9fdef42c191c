package io.aitta.join;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.apache.pekko.Done;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Adapter;

/** The way of a node into its cluster. */
public final class Join {
  private final CoordinatedShutdown shutdown;
  private final Findings findings;

  private Join(CoordinatedShutdown shutdown, Findings findings) {
    this.shutdown = shutdown;
    this.findings = findings;
  }

  /**
   * Joins as the settings say and returns at once; with {@link JoinSettings.Mode#NONE} it only
   * answers those who want to join. A node that is not let in within the time limit stops.
   *
   * @throws IllegalArgumentException with a sentence, when the seeds cannot be understood
   */
  public static Join start(
      ActorSystem<?> system, JoinSettings settings, Map<String, String> environment) {
    Optional<SeedSource> source = SeedSource.of(settings, environment);
    Findings findings = new Findings();
    ExtendedActorSystem classic = (ExtendedActorSystem) Adapter.toClassic(system);
    ClusterFacts facts = ClusterFacts.of(system.settings().config());
    ActorRef door = classic.systemActorOf(Door.props(facts, findings), Door.NAME);
    source.ifPresent(
        seeds ->
            system.systemActorOf(
                Joining.create(settings, seeds, door), "aitta-joining", Props.empty()));
    return new Join(CoordinatedShutdown.get(classic), findings);
  }

  /**
   * Looks at the settings without doing anything.
   *
   * @throws IllegalArgumentException with a sentence, when the seeds cannot be understood
   */
  public static void check(JoinSettings settings, Map<String, String> environment) {
    SeedSource.of(settings, environment);
  }

  /**
   * Gives the node's last words to the speaker when it stops for a reason that somebody must know
   * of, before the actor system ends; never when it was simply told to stop.
   */
  public void onLastWords(Consumer<LastWords> speaker) {
    shutdown.addTask(
        CoordinatedShutdown.PhaseBeforeActorSystemTerminate(),
        "aitta-last-words",
        () -> speak(speaker));
  }

  private CompletionStage<Done> speak(Consumer<LastWords> speaker) {
    return shutdown
        .getShutdownReason()
        .map(findings::lastWords)
        .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()))
        .thenApply(
            words -> {
              words.ifPresent(speaker);
              return Done.getInstance();
            });
  }
}
