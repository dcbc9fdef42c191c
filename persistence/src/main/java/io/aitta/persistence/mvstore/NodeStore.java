package io.aitta.persistence.mvstore;

import static java.util.Objects.requireNonNull;

import com.typesafe.config.Config;
import io.aitta.persistence.file.Disk;
import io.aitta.persistence.store.EventStore;
import io.aitta.persistence.store.StoreCounters;
import io.aitta.persistence.store.StoreSettings;
import io.aitta.persistence.table.Change;
import io.aitta.persistence.table.StoreException;
import io.aitta.persistence.table.StoreFailedException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.Done;
import org.apache.pekko.actor.AbstractExtensionId;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.Extension;

/**
 * The store of an actor system, which its journal and its snapshot store share. It is opened by
 * whoever asks for it first, and closed before the actor system ends. Thread-safe.
 */
public final class NodeStore implements Extension {
  private static final Id ID = new Id();
  private static final String PATH = "aitta.persistence.h2";
  private static final long RETRY_AFTER = TimeUnit.SECONDS.toNanos(1);

  private final StoreSettings settings;
  private final Executor reading;
  private EventStore store;
  private StoreException failure;
  private long failedAt;
  private boolean closed;

  private NodeStore(ExtendedActorSystem system) {
    Config config = system.settings().config().getConfig(PATH);
    this.settings = settings(config);
    this.reading = system.dispatchers().lookup(config.getString("reading-dispatcher"));
    CoordinatedShutdown.get(system)
        .addTask(
            CoordinatedShutdown.PhaseBeforeActorSystemTerminate(),
            "close-aitta-store",
            () -> CompletableFuture.supplyAsync(this::close));
    system.registerOnTermination(this::close);
  }

  /** The store of this actor system. */
  public static NodeStore get(ActorSystem system) {
    return ID.get(requireNonNull(system, "system is null"));
  }

  private static StoreSettings settings(Config config) {
    return new StoreSettings(
        Path.of(config.getString("directory")),
        config.getBytes("queue"),
        (int) (config.getBytes("cache") >> 20),
        config.getInt("page-events"));
  }

  /**
   * The store, opened where it is not yet. A node asks for it as it starts, and decides what to do
   * about damage.
   *
   * @throws StoreException when it cannot be opened; one that could not is tried again at most once
   *     a second
   */
  public synchronized EventStore open() {
    if (store != null) {
      return store;
    }
    if (closed) {
      throw new StoreFailedException(settings.directory() + " is closed", null);
    }
    if (failure != null && System.nanoTime() - failedAt < RETRY_AFTER) {
      throw failure;
    }
    try {
      store = EventStore.open(settings, Disk.real());
      failure = null;
      return store;
    } catch (StoreException cannotOpen) {
      failure = cannotOpen;
      failedAt = System.nanoTime();
      throw cannotOpen;
    }
  }

  /** What the store has done, if it is open. */
  public synchronized Optional<StoreCounters.Snapshot> counters() {
    return Optional.ofNullable(store).map(EventStore::counters);
  }

  /** Does a change, or says why the store cannot be opened. */
  <T> CompletionStage<T> submit(Change<T> change) {
    try {
      return open().submit(change);
    } catch (StoreException cannotOpen) {
      return CompletableFuture.failedFuture(cannotOpen);
    }
  }

  /** The threads for what waits for the disk or takes long. */
  Executor reading() {
    return reading;
  }

  private synchronized Done close() {
    closed = true;
    if (store != null) {
      store.close();
      store = null;
    }
    return Done.getInstance();
  }

  private static final class Id extends AbstractExtensionId<NodeStore> {
    @Override
    public NodeStore createExtension(ExtendedActorSystem system) {
      return new NodeStore(system);
    }
  }
}
