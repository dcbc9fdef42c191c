package io.aitta.persistence.copies;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.actor.ActorSystem;

/**
 * Says now and then that it is time to write what nobody waits for: many such records go into one
 * event. Thread-safe.
 */
final class Beat {
  private final Set<RecordQueue> waiting = ConcurrentHashMap.newKeySet();

  /** Begins to beat; it lasts as long as the actor system. */
  static Beat every(Duration interval, ActorSystem system) {
    Beat beat = new Beat();
    system.scheduler().scheduleWithFixedDelay(interval, interval, beat::beat, system.dispatcher());
    return beat;
  }

  /** Has the queue told when it is time. */
  void wakes(RecordQueue queue) {
    waiting.add(queue);
  }

  /** One that comes meanwhile is told now or the next time. */
  void beat() {
    List<RecordQueue> now = List.copyOf(waiting);
    now.forEach(waiting::remove);
    now.forEach(RecordQueue::becomeDue);
  }
}
