package io.aitta.example;

import io.aitta.Aitta;
import io.aitta.core.model.Version;
import io.aitta.embedded.Cache;
import io.aitta.embedded.PutOptions;
import io.aitta.embedded.codec.Codecs;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;

/** The first lines with the embedded cache. */
final class QuickStart {
  private final Cache<String, User> users;

  /** What is kept. */
  record User(String name, int visits) {}

  QuickStart(ActorSystem<?> system) {
    users = Aitta.get(system).cache("users", Codecs.utf8(), Codecs.json(User.class));
  }

  /** Keeps a user for an hour. */
  CompletionStage<Version> keep(String id, User user) {
    return users.put(id, user, PutOptions.DEFAULT.withTimeToLive(Duration.ofHours(1)));
  }

  /** Counts a visit; of two at once the later tries again. */
  CompletionStage<User> visit(String id) {
    return users
        .getVersioned(id)
        .thenCompose(
            found -> {
              User user = found.orElseThrow().value();
              User next = new User(user.name(), user.visits() + 1);
              return users
                  .replaceIfVersion(id, next, found.get().version())
                  .thenCompose(stored -> stored.isPresent() ? completed(next) : visit(id));
            });
  }

  /** Finds a user. */
  CompletionStage<Optional<User>> find(String id) {
    return users.get(id);
  }

  private static <T> CompletionStage<T> completed(T value) {
    return CompletableFuture.completedStage(value);
  }
}
