package io.aitta.node;

import com.typesafe.config.Config;
import io.aitta.join.Join;
import io.aitta.join.JoinSettings;
import io.aitta.join.LastWords;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** A node of the cluster: its actor system, its copies of partitions, its HTTP server. */
public final class Node implements RunningNode {
  private final ActorSystem<Void> system;
  private final CompletionStage<Done> end;
  private final int httpPort;

  private Node(ActorSystem<Void> system, int httpPort) {
    this.system = system;
    this.end = system.getWhenTerminated();
    this.httpPort = httpPort;
  }

  /** Starts it, as {@link NodeStarter} has it. */
  public static Node start(Config config, Consumer<LastWords> speaker) {
    ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "aitta", config);
    Join join = Join.start(system, JoinSettings.of(config.getConfig("aitta")), System.getenv());
    join.onLastWords(speaker);
    return new Node(system, config.getInt("aitta.http.port"));
  }

  @Override
  public int httpPort() {
    return httpPort;
  }

  @Override
  public boolean hasEnded() {
    return end.toCompletableFuture().isDone();
  }

  @Override
  public void awaitEnd() throws InterruptedException {
    system.getWhenTerminated().toCompletableFuture().join();
  }
}
