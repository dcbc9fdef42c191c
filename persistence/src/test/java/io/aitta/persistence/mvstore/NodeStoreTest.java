package io.aitta.persistence.mvstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.aitta.persistence.file.Disk;
import io.aitta.persistence.store.EventStore;
import io.aitta.persistence.store.StoreInUseException;
import io.aitta.persistence.store.StoreSettings;
import io.aitta.persistence.table.Change;
import io.aitta.persistence.table.StoreFailedException;
import io.aitta.persistence.table.StoredEvent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.ActorSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NodeStoreTest {
  @TempDir private Path directory;

  @Test
  void terminate_closesTheStore_soThatAnotherCanHaveIt() {
    ActorSystem system = ActorSystem.create("first", TestingSystem.settings(directory));
    EventStore store = NodeStore.get(system).open();
    assertThat(NodeStore.get(system).open()).isSameAs(store);
    store
        .submit(new Change.Append("a", List.of(StoredEvent.of(1, new byte[3]))))
        .toCompletableFuture()
        .join();
    terminate(system);
    try (EventStore again = EventStore.open(settings(), Disk.real())) {
      List<StoredEvent> events = new ArrayList<>();
      again.replay("a", 1, 9, 9, events::add);
      assertThat(events).hasSize(1);
    }
    assertThatThrownBy(() -> NodeStore.get(system).open()).isInstanceOf(StoreFailedException.class);
  }

  @Test
  void open_whileAnotherHasTheDirectory_saysSo_andOpensLater() {
    ActorSystem system = ActorSystem.create("second", TestingSystem.settings(directory));
    try {
      NodeStore node = NodeStore.get(system);
      try (EventStore other = EventStore.open(settings(), Disk.real())) {
        assertThat(other.failure()).isEmpty();
        assertThatThrownBy(node::open)
            .isInstanceOf(StoreInUseException.class)
            .hasMessageContaining(directory.toString())
            .hasMessageContaining("stop it, or give this node a directory of its own");
        assertThat(node.submit(new Change.AskLog("a")).toCompletableFuture())
            .isCompletedExceptionally();
      }
      await().ignoreExceptions().untilAsserted(() -> assertThat(node.open()).isNotNull());
    } finally {
      terminate(system);
    }
  }

  private StoreSettings settings() {
    return new StoreSettings(directory, 1 << 20, 1, 16);
  }

  private static void terminate(ActorSystem system) {
    system.terminate();
    system.getWhenTerminated().toCompletableFuture().join();
  }
}
