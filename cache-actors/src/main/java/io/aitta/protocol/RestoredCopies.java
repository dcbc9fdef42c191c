package io.aitta.protocol;

import io.aitta.core.replication.protocol.Standing;
import java.util.Map;

/**
 * What a node says of the copies that its disk had.
 *
 * @param complete whether the disk has been read, or there is none: what is not named here is not
 *     there
 * @param copies of each partition the copy with which somebody may go on, until that is decided
 */
public record RestoredCopies(boolean complete, Map<Integer, Standing.Return> copies) {
  /** Of a node that has just started. */
  public static final RestoredCopies NONE_YET = new RestoredCopies(false, Map.of());

  public RestoredCopies {
    copies = Map.copyOf(copies);
  }
}
