package io.aitta.routing.run;

import io.aitta.core.operation.KeyOperation;
import io.aitta.core.operation.OperationWeight;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Many operations, gathered by partition and cut into pieces of a bounded number and size, in
 * order.
 */
final class BatchPlan {
  static final int MAX_OPERATIONS = 256;
  static final long MAX_BYTES = 1024 * 1024;

  private final Map<Integer, List<Piece>> pieces = new LinkedHashMap<>();

  /**
   * Each partition that is asked, with what it is asked one after another; that of the first
   * operation comes first.
   */
  List<Lane> lanes() {
    List<Lane> lanes = new ArrayList<>(pieces.size());
    pieces.forEach((partition, list) -> lanes.add(new Lane(partition, list)));
    return lanes;
  }

  /** Adds the next operation, which has that place among all. */
  void add(int partition, int place, KeyOperation<?> operation) {
    List<Piece> list = pieces.computeIfAbsent(partition, p -> new ArrayList<>());
    long bytes = OperationWeight.ofOne(operation);
    if (list.isEmpty() || !list.get(list.size() - 1).hasRoomFor(bytes)) {
      list.add(new Piece());
    }
    list.get(list.size() - 1).add(place, operation, bytes);
  }

  /** The pieces of one partition, in order. */
  record Lane(int partition, List<Piece> pieces) {}

  /** Operations that go in one message, and their places among all. */
  static final class Piece {
    private final List<Integer> places = new ArrayList<>();
    private final List<KeyOperation<?>> operations = new ArrayList<>();
    private long bytes;

    List<Integer> places() {
      return places;
    }

    List<KeyOperation<?>> operations() {
      return operations;
    }

    private boolean hasRoomFor(long more) {
      return operations.size() < MAX_OPERATIONS && bytes + more <= MAX_BYTES;
    }

    private void add(int place, KeyOperation<?> operation, long weight) {
      places.add(place);
      operations.add(operation);
      bytes += weight;
    }
  }
}
