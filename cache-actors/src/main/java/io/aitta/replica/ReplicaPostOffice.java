package io.aitta.replica;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.aitta.core.replication.catchup.CatchUpItem;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.core.replication.protocol.ReplicaMessage;
import io.aitta.directory.Directory;
import io.aitta.link.Link;
import io.aitta.protocol.NodeStatus;
import io.aitta.protocol.ReplicaPost;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import org.apache.pekko.actor.Address;

/**
 * Carries what replicas say to the process that is meant, where one is known. What is said of
 * leases, in every heartbeat by every partition, waits a moment for more to go with. Pieces of
 * copies go at a pace of their own. Thread-safe.
 */
final class ReplicaPostOffice {
  /** How much of it may wait; more is dropped. */
  static final int MAX_WAITING = 16 * ReplicaPost.MAX_LINES;

  /** How long what can wait does, for more to go with it. */
  private static final Duration MOMENT = Duration.ofMillis(5);

  private final MemberId self;
  private final Directory directory;
  private final Link link;
  private final CopyPace pace;
  private final BiConsumer<Duration, Runnable> later;
  private final BlockingQueue<Letter> waiting = new LinkedBlockingQueue<>(MAX_WAITING);
  private final AtomicBoolean isCollected = new AtomicBoolean();
  private final LongAdder dropped = new LongAdder();

  private record Letter(MemberId to, ReplicaPost.Line line) {}

  /**
   * @param pace of the pieces of copies; how many wait is bounded by what learners are owed, and
   *     nothing else that they are told waits behind them
   * @param later runs a task after that time, on another thread
   */
  ReplicaPostOffice(
      MemberId self,
      Directory directory,
      Link link,
      CopyPace pace,
      BiConsumer<Duration, Runnable> later) {
    this.self = self;
    this.directory = directory;
    this.link = link;
    this.pace = pace;
    this.later = later;
  }

  /** Sends a message; it is dropped where the process is not known or the road is full. */
  void send(int partition, MemberId to, ReplicaMessage message) {
    ReplicaPost.Line line = new ReplicaPost.Line(partition, message);
    if (message instanceof ReplicaMessage.CatchUp step
        && step.item().item() instanceof CatchUpItem.Piece piece) {
      postAfter(pace.admit(piece.bytes()), to, line);
    } else if (!canWait(message)) {
      post(to, List.of(line));
    } else if (!waiting.offer(new Letter(to, line))) {
      dropped.increment();
    } else if (isCollected.compareAndSet(false, true)) {
      later.accept(MOMENT, this::postWaiting);
    }
  }

  /** How many messages were dropped; what mattered of them is sent again. */
  long dropped() {
    return dropped.sum();
  }

  private static boolean canWait(ReplicaMessage message) {
    return message instanceof ReplicaMessage.AskLease || message instanceof ReplicaMessage.Grant;
  }

  private void postAfter(Duration delay, MemberId to, ReplicaPost.Line line) {
    if (delay.isZero()) {
      post(to, List.of(line));
    } else {
      later.accept(delay, () -> post(to, List.of(line)));
    }
  }

  private void postWaiting() {
    isCollected.set(false);
    List<Letter> letters = new ArrayList<>();
    while (waiting.drainTo(letters, ReplicaPost.MAX_LINES) > 0) {
      letters.stream()
          .collect(groupingBy(Letter::to, mapping(Letter::line, toList())))
          .forEach(this::post);
      letters.clear();
    }
  }

  private void post(MemberId to, List<ReplicaPost.Line> lines) {
    boolean sent =
        addressOf(to).map(node -> link.send(node, new ReplicaPost(self, to, lines))).orElse(false);
    if (!sent) {
      dropped.add(lines.size());
    }
  }

  private Optional<Address> addressOf(MemberId member) {
    return directory.statuses().entrySet().stream()
        .filter(node -> isOf(member, node.getValue()))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static boolean isOf(MemberId member, NodeStatus status) {
    return status.incarnation() == member.incarnation().getLeastSignificantBits()
        && status.startedAt() == member.incarnation().getMostSignificantBits();
  }
}
