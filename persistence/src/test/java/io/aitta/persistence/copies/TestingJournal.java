package io.aitta.persistence.copies;

import com.typesafe.config.Config;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.apache.pekko.persistence.AtomicWrite;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.persistence.journal.japi.AsyncWriteJournal;
import scala.concurrent.Future;
import scala.jdk.javaapi.CollectionConverters;
import scala.jdk.javaapi.FutureConverters;

/** The journal of a {@link TestingStore}, which says what fails. */
public final class TestingJournal extends AsyncWriteJournal {
  private final TestingStore store;

  /** Made by Pekko Persistence, by its name in the configuration. */
  public TestingJournal(Config plugin) {
    this.store = TestingStore.of(plugin);
  }

  @Override
  public Future<Iterable<Optional<Exception>>> doAsyncWriteMessages(
      Iterable<AtomicWrite> messages) {
    List<PersistentRepr> events = new ArrayList<>();
    messages.forEach(write -> events.addAll(CollectionConverters.asJava(write.payload())));
    return FutureConverters.asScala(store.fateOfNext().thenApply(fate -> write(events, fate)));
  }

  private Iterable<Optional<Exception>> write(List<PersistentRepr> events, TestingStore.Fate fate) {
    if (fate == TestingStore.Fate.FAILED) {
      throw new IllegalStateException("the test has the write fail");
    }
    boolean rejected = fate == TestingStore.Fate.REJECTED;
    if (!rejected) {
      store.append(events);
    }
    Exception refusal = new IllegalStateException("the test has the write rejected");
    return List.of(rejected ? Optional.of(refusal) : Optional.empty());
  }

  @Override
  public Future<Void> doAsyncDeleteMessagesTo(String id, long to) {
    store.deleteTo(id, to);
    return FutureConverters.asScala(CompletableFuture.<Void>completedFuture(null));
  }

  @Override
  public Future<Long> doAsyncReadHighestSequenceNr(String id, long from) {
    return FutureConverters.asScala(CompletableFuture.supplyAsync(() -> store.highest(id)));
  }

  @Override
  public Future<Void> doAsyncReplayMessages(
      String id, long from, long to, long most, Consumer<PersistentRepr> each) {
    store.replay(id, from, to).forEach(each);
    CompletionStage<Void> done =
        store
            .replayFault()
            .<CompletionStage<Void>>map(CompletableFuture::failedFuture)
            .orElseGet(() -> CompletableFuture.completedFuture(null));
    return FutureConverters.asScala(done);
  }
}
