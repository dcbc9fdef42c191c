package io.aitta.replica;

import static java.util.Objects.requireNonNull;

import io.aitta.core.replication.journal.DisownedCopyException;
import io.aitta.durability.UnreadableDiskException;

/**
 * A replica that has ended by a fault of the program or of its disk: what it had promised is not
 * known any more.
 *
 * @param partition its number
 */
record FailedReplica(int partition, Throwable cause) {
  FailedReplica {
    requireNonNull(cause, "cause is null");
  }

  /** Where the fault is, without its message, which may show what people store. */
  static RuntimeException placeOf(Throwable fault) {
    RuntimeException place = new RuntimeException(fault.getClass().getName());
    place.setStackTrace(fault.getStackTrace());
    return place;
  }

  /** What is wrong and what to do. */
  String sentence() {
    if (cause instanceof UnreadableDiskException) {
      return cause.getMessage();
    }
    if (cause instanceof DisownedCopyException) {
      return ("what this node keeps of partition %d does not belong together: %s; so the journal or"
              + " the register's directory is older than the other, or was damaged; put back files"
              + " of one time, or, if other nodes lead the partition, move the node's data away and"
              + " start it again, and it learns all from them")
          .formatted(partition, cause.getMessage());
    }
    return "the copy of partition %d on this node has failed and is not relied on any more, so the"
            .formatted(partition)
        + " node handed over what else it could and ended: start it again and it joins anew, and"
        + " report the fault that its log has";
  }
}
