package io.aitta.multijvm.campaign.fault;

import java.time.Duration;
import java.util.List;

/** Something that happens to a cluster whose copies are complete, and that it should survive. */
public interface Fault {
  /** The name that it is counted by. */
  String name();

  /**
   * Lets it happen and sees to it that all nodes are there again and all copies complete.
   *
   * @return for each of some keys that the struck node led: how long from the fault to the first
   *     write that was acknowledged; nothing where no node was struck
   */
  List<Duration> strike(Field field);
}
