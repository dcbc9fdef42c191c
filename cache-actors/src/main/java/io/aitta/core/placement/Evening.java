package io.aitta.core.placement;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.function.ToLongFunction;

/**
 * Makes loads even: finds the shortest chain of moves from a member that carries much to one that
 * carries little, where each on the way gives as well as takes (an augmenting path, as in the
 * theory of matchings). Among partitions of equal weight no chain is left only if there is none
 * that brings two members nearer, who differ by more than one.
 *
 * <p>A chain has to lower the sum of the squared loads by at least the square of the mean weight:
 * so it ends, nothing comes back, and small differences are left alone.
 */
final class Evening {
  private final List<Seat> seats;
  private final ToLongFunction<Seat> carried;
  private final ToLongFunction<PlacedPartition> weight;
  private final double threshold;

  /**
   * @param carried what a member carries
   * @param weight what a partition adds to that
   * @param mean of the weights
   */
  Evening(
      List<Seat> seats,
      ToLongFunction<Seat> carried,
      ToLongFunction<PlacedPartition> weight,
      double mean) {
    this.seats = seats;
    this.carried = carried;
    this.weight = weight;
    this.threshold = -mean * mean;
  }

  /** Whether any chain could be worth its while. */
  boolean isCalledFor(double mean) {
    long most = seats.stream().mapToLong(carried).max().orElse(0);
    long least = seats.stream().mapToLong(carried).min().orElse(0);
    return most - least > mean;
  }

  /** The moves of the best chain there is among the possible ones, or none. */
  List<Move> chain(List<Move> possible) {
    Map<Seat, Map<Seat, Move>> edges = new HashMap<>();
    for (Move move : possible) {
      edges
          .computeIfAbsent(move.from(), from -> new HashMap<>())
          .merge(move.to(), move, this::better);
    }
    return seats.stream()
        .sorted(Comparator.comparingLong(carried).reversed().thenComparing(Seat::id))
        .map(from -> chainFrom(from, edges))
        .flatMap(Optional::stream)
        .findFirst()
        .orElse(List.of());
  }

  private Optional<List<Move>> chainFrom(Seat from, Map<Seat, Map<Seat, Move>> edges) {
    Map<Seat, Move> reached = reach(from, edges);
    return reached.keySet().stream()
        .sorted(Comparator.comparingLong(carried).thenComparing(Seat::id))
        .map(to -> path(from, to, reached))
        .filter(path -> gain(path) <= threshold)
        .findFirst();
  }

  /** By which move each member is reached first. */
  private Map<Seat, Move> reach(Seat from, Map<Seat, Map<Seat, Move>> edges) {
    Map<Seat, Move> reached = new HashMap<>();
    Queue<Seat> waiting = new ArrayDeque<>(List.of(from));
    while (!waiting.isEmpty()) {
      Map<Seat, Move> next = edges.getOrDefault(waiting.poll(), Map.of());
      for (Seat to : seats) {
        if (to != from && next.containsKey(to) && reached.putIfAbsent(to, next.get(to)) == null) {
          waiting.add(to);
        }
      }
    }
    return reached;
  }

  private static List<Move> path(Seat from, Seat to, Map<Seat, Move> reached) {
    List<Move> path = new ArrayList<>();
    Seat at = to;
    while (at != from) {
      Move move = reached.get(at);
      path.add(move);
      at = move.from();
    }
    Collections.reverse(path);
    return path;
  }

  /** By how much the sum of the squares grows. */
  private double gain(List<Move> path) {
    Map<Seat, Long> changes = new HashMap<>();
    for (Move move : path) {
      long moved = weight.applyAsLong(move.partition());
      changes.merge(move.from(), -moved, Long::sum);
      changes.merge(move.to(), moved, Long::sum);
    }
    double gain = 0;
    for (Map.Entry<Seat, Long> change : changes.entrySet()) {
      double before = carried.applyAsLong(change.getKey());
      double after = before + change.getValue();
      gain += after * after - before * before;
    }
    return gain;
  }

  /** Of two moves between the same members the one that leaves them nearer to each other. */
  private Move better(Move one, Move other) {
    return Comparator.comparingLong(this::left)
                .thenComparing(move -> !move.partition().isInSync(move.to()))
                .thenComparing(Move::spread)
                .thenComparing(
                    move -> -Rendezvous.hash(move.partition().number(), move.to().id().node()))
                .thenComparing(move -> move.partition().number())
                .compare(one, other)
            <= 0
        ? one
        : other;
  }

  private long left(Move move) {
    long gap = carried.applyAsLong(move.from()) - carried.applyAsLong(move.to());
    return Math.abs(gap - 2 * weight.applyAsLong(move.partition()));
  }
}
