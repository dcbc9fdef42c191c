package io.aitta.persistence.store;

import io.aitta.persistence.file.Disk;
import io.aitta.persistence.table.Change;
import io.aitta.persistence.table.Log;
import io.aitta.persistence.table.StoredEvent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Short ways to ask a store for something and wait for the answer. */
final class TestingStore implements AutoCloseable {
  final EventStore store;

  TestingStore(EventStore store) {
    this.store = store;
  }

  static StoreSettings settings(Path directory) {
    return new StoreSettings(directory, 64 << 20, 8, 16);
  }

  static TestingStore open(Path directory) {
    return new TestingStore(EventStore.open(settings(directory), Disk.real()));
  }

  <T> CompletableFuture<T> submit(Change<T> change) {
    return store.submit(change).toCompletableFuture();
  }

  void append(String id, long first, byte[]... events) {
    submit(appending(id, first, events)).join();
  }

  static Change.Append appending(String id, long first, byte[]... events) {
    List<StoredEvent> stored = new ArrayList<>();
    for (byte[] event : events) {
      stored.add(StoredEvent.of(first + stored.size(), event));
    }
    return new Change.Append(id, stored);
  }

  void deleteTo(String id, long to) {
    submit(new Change.DeleteTo(id, to)).join();
  }

  Optional<Log> log(String id) {
    return submit(new Change.AskLog(id)).join();
  }

  List<StoredEvent> replay(String id) {
    List<StoredEvent> events = new ArrayList<>();
    store.replay(id, 1, Long.MAX_VALUE, Long.MAX_VALUE, events::add);
    return events;
  }

  @Override
  public void close() {
    store.close();
  }
}
