package io.aitta.multijvm.campaign.fault;

import io.aitta.multijvm.process.JvmNode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Two blows, of which the second strikes while the first is under way. The keys that are probed are
 * those that the node struck second led before, and their time counts from the second blow.
 *
 * @param aim whom the second strikes
 * @param mostMillisBetween how long it waits at most after the first
 */
record Together(Blow first, Aim aim, Blow second, int mostMillisBetween) implements Fault {
  @Override
  public String name() {
    return "%s; %s: %s".formatted(first.label(), aim.label(), second.label());
  }

  @Override
  public List<Duration> strike(Field field) {
    return strike(field, first.choose(field));
  }

  /** The same, with the first blow for that node. */
  List<Duration> strike(Field field, JvmNode one) {
    JvmNode other = aim.of(field, one);
    List<JvmNode> beside =
        field.alive().stream().filter(node -> node != one && node != other).toList();
    List<String> keys = field.keysLedBy(other);
    Runnable endOfFirst = first.begin(field, one);
    int between = field.random().nextInt(mostMillisBetween + 1);
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(between));
    long since = System.nanoTime();
    Runnable endOfSecond = second.begin(field, other);
    List<Duration> outages = field.outages(keys, since, Field.doorsOf(beside));
    endOfSecond.run();
    endOfFirst.run();
    field.awaitGreenAgain();
    return outages;
  }
}
