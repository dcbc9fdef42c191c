package io.aitta.replica;

import io.aitta.core.catalog.CacheId;
import io.aitta.core.partition.EvictionRequests;
import io.aitta.protocol.Answer.Refusal;
import io.aitta.protocol.Request;
import io.aitta.protocol.Response;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;

/** The inboxes of the partitions that are led here, by number. Thread-safe; never blocks. */
final class LedPartitions implements LocalPartitions, EvictionRequests {
  private final AtomicReferenceArray<Inbox> inboxes;

  LedPartitions(int partitions) {
    this.inboxes = new AtomicReferenceArray<>(partitions);
  }

  @Override
  public void deliver(Request request, Consumer<Response> replyTo) {
    Waiting waiting = new Waiting(request, replyTo, System.nanoTime());
    Optional<Inbox> inbox = inboxOf(request.partition());
    if (inbox.isPresent() && inbox.get().epoch() == request.epoch()) {
      inbox.get().offer(waiting);
    } else {
      waiting.refuse(inbox.map(Inbox::epoch).orElse(0L), Refusal.NOT_PRIMARY);
    }
  }

  @Override
  public Map<Integer, Long> leads() {
    Map<Integer, Long> leads = new HashMap<>();
    for (int partition = 0; partition < inboxes.length(); partition++) {
      int number = partition;
      inboxOf(number).ifPresent(inbox -> leads.put(number, inbox.epoch()));
    }
    return leads;
  }

  @Override
  public void catalogChanged() {
    for (int partition = 0; partition < inboxes.length(); partition++) {
      inboxOf(partition).ifPresent(Inbox::wakeOnce);
    }
  }

  @Override
  public void ask(int partition, CacheId cache) {
    inboxOf(partition).ifPresent(inbox -> inbox.evict(cache));
  }

  void open(int partition, Inbox inbox) {
    inboxes.set(partition, inbox);
  }

  /** Leads the partition no more, if it still is that inbox through which it is led. */
  boolean close(int partition, Inbox inbox) {
    boolean closed = inboxes.compareAndSet(partition, inbox, null);
    inbox.close();
    return closed;
  }

  /** Leads the partition no more, whoever did. */
  void close(int partition) {
    Optional.ofNullable(inboxes.getAndSet(partition, null)).ifPresent(Inbox::close);
  }

  private Optional<Inbox> inboxOf(int partition) {
    return partition >= 0 && partition < inboxes.length()
        ? Optional.ofNullable(inboxes.get(partition))
        : Optional.empty();
  }
}
