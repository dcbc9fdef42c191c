package io.aitta.multijvm.campaign.fault;

import io.aitta.multijvm.process.JvmNode;
import io.aitta.multijvm.surroundings.SmallDisks;
import java.time.Duration;
import java.util.List;

/** Leaves no room on the disk of a node for some time, longer than a copy may store nothing. */
public record FullDisk(int fewestSeconds, int mostSeconds) implements Fault {
  private static final int SECOND = 1_000;

  @Override
  public String name() {
    return "full disk";
  }

  @Override
  public List<Duration> strike(Field field) {
    JvmNode node = field.any();
    int number = field.indexOf(node);
    SmallDisks disks = field.surroundings(SmallDisks.class);
    List<String> keys = field.keysLedBy(node);
    long since = System.nanoTime();
    disks.fill(number);
    try {
      List<Duration> outages = field.outages(keys, since);
      field.rest(SECOND * field.random().nextInt(fewestSeconds, mostSeconds + 1));
      return outages;
    } finally {
      disks.empty(number);
      field.bringBackEnded();
      field.awaitGreenAgain();
    }
  }
}
