package io.aitta.persistence.table;

/**
 * Which snapshots of a log are meant. All bounds are inclusive.
 *
 * @param leastSequenceNr the lowest sequence number
 * @param mostSequenceNr the highest sequence number
 * @param earliest the earliest time, in milliseconds since 1970
 * @param latest the latest time
 */
public record SnapshotRange(long leastSequenceNr, long mostSequenceNr, long earliest, long latest) {
  boolean contains(StoredSnapshot snapshot) {
    return snapshot.sequenceNr() >= leastSequenceNr
        && snapshot.sequenceNr() <= mostSequenceNr
        && snapshot.timestamp() >= earliest
        && snapshot.timestamp() <= latest;
  }
}
