package io.aitta.routing;

import io.aitta.core.operation.KeyOperation;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Many operations, sorted by partition and cut into pieces of a bounded number and size, in order.
 */
final class BatchPlan {
  static final int MAX_OPERATIONS = 256;
  static final long MAX_BYTES = 1024 * 1024;

  private final SortedMap<Integer, List<Piece>> pieces = new TreeMap<>();

  /** Each partition that is asked, with what it is asked one after another. */
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

    /** What is left when so many were answered. */
    Piece after(int answered) {
      Piece rest = new Piece();
      rest.places.addAll(places.subList(answered, places.size()));
      rest.operations.addAll(operations.subList(answered, operations.size()));
      return rest;
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
