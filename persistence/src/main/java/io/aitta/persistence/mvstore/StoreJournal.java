package io.aitta.persistence.mvstore;

import io.aitta.persistence.table.Change;
import io.aitta.persistence.table.Log;
import io.aitta.persistence.table.StoredEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.persistence.AtomicWrite;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.persistence.journal.japi.AsyncWriteJournal;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.serialization.SerializationExtension;
import scala.concurrent.Future;
import scala.jdk.javaapi.CollectionConverters;
import scala.jdk.javaapi.FutureConverters;

/**
 * The journal in the node's store: {@code aitta.persistence.h2.journal}. All events of one request,
 * and of all requests that came meanwhile, are committed and forced together. An event that cannot
 * be serialized is rejected with its atomic write, and its sequence numbers are marked as used.
 */
public final class StoreJournal extends AsyncWriteJournal {
  private final NodeStore node;
  private final Serialization serialization;

  /** Made by Pekko Persistence, by its name in the configuration. */
  public StoreJournal() {
    ActorSystem system = context().system();
    this.node = NodeStore.get(system);
    this.serialization = SerializationExtension.get(system);
  }

  @Override
  public Future<Iterable<Optional<Exception>>> doAsyncWriteMessages(
      Iterable<AtomicWrite> messages) {
    List<StoredEvent> events = new ArrayList<>();
    List<Optional<Exception>> rejections = new ArrayList<>();
    String id = "";
    for (AtomicWrite write : messages) {
      id = write.persistenceId();
      rejections.add(add(events, CollectionConverters.asJava(write.payload())));
    }
    return submit(new Change.Append(id, events), done -> rejections);
  }

  private Optional<Exception> add(List<StoredEvent> events, List<PersistentRepr> write) {
    List<StoredEvent> serialized = new ArrayList<>();
    try {
      for (PersistentRepr event : write) {
        serialized.add(StoredEvent.of(event.sequenceNr(), serialization.serialize(event).get()));
      }
      events.addAll(serialized);
      return Optional.empty();
    } catch (Exception cannotSerialize) {
      write.forEach(event -> events.add(StoredEvent.rejected(event.sequenceNr())));
      return Optional.of(cannotSerialize);
    }
  }

  @Override
  public Future<Void> doAsyncDeleteMessagesTo(String id, long to) {
    return submit(new Change.DeleteTo(id, to), done -> null);
  }

  @Override
  public Future<Long> doAsyncReadHighestSequenceNr(String id, long from) {
    return submit(new Change.AskLog(id), log -> log.map(Log::highest).orElse(0L));
  }

  @Override
  public Future<Void> doAsyncReplayMessages(
      String id, long from, long to, long most, Consumer<PersistentRepr> each) {
    return FutureConverters.asScala(
        CompletableFuture.<Void>supplyAsync(
            () -> {
              node.open().replay(id, from, to, most, event -> each.accept(deserialized(event)));
              return null;
            },
            node.reading()));
  }

  private PersistentRepr deserialized(StoredEvent event) {
    return serialization.deserialize(event.bytes(), PersistentRepr.class).get();
  }

  private <T, R> Future<R> submit(Change<T> change, Function<T, R> answer) {
    return FutureConverters.asScala(node.submit(change).thenApply(answer));
  }
}
