package io.aitta.core.placement;

import io.aitta.core.replication.configuration.Configuration;
import io.aitta.core.replication.configuration.MemberId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** Where everything is, and in the course of planning where it would be. */
final class Draft {
  private final Map<MemberId, Seat> seats = new TreeMap<>();
  private final List<PlacedPartition> partitions = new ArrayList<>();
  private final int wantedCopies;
  private final Set<MemberId> shunned;

  /**
   * @param underWay the copies that are being sent, as far as they are known
   */
  Draft(ClusterView view, Set<Step.Recruit> underWay) {
    this.wantedCopies = view.wantedCopies();
    this.shunned = view.shunned();
    view.members()
        .forEach(
            member ->
                seats.put(
                    member.member(),
                    new Seat(member.member(), Optional.of(member), view.isHeard(member.member()))));
    new TreeMap<>(view.configurations())
        .forEach(
            (number, configuration) ->
                partitions.add(
                    placed(
                        number,
                        view.weights().getOrDefault(number, Weight.ONE),
                        configuration,
                        underWay,
                        member -> view.isSilent(number, member))));
  }

  /** How many copies each partition is to have. */
  int wantedCopies() {
    return wantedCopies;
  }

  /** The partitions whose primary can be reached, by number; about others nothing can be done. */
  List<PlacedPartition> partitions() {
    return partitions.stream().filter(partition -> partition.primary().isReachable()).toList();
  }

  /** The members that can be given something. */
  List<Seat> eligible() {
    return seats.values().stream().filter(Seat::isEligible).toList();
  }

  /** Of these the ones that may be given a copy that is missing. */
  List<Seat> takers() {
    return eligible().stream().filter(seat -> !shunned.contains(seat.id())).toList();
  }

  /** The mean of something over all partitions. */
  double mean(ToLongFunction<PlacedPartition> of) {
    return partitions.stream().mapToLong(of).average().orElse(0);
  }

  private PlacedPartition placed(
      int number,
      Weight weight,
      Configuration configuration,
      Set<Step.Recruit> underWay,
      Predicate<MemberId> silent) {
    Collection<Seat> coming =
        underWay.stream()
            .filter(recruit -> recruit.partition() == number)
            .map(Step::member)
            .filter(member -> !configuration.inSync().contains(member))
            .map(this::seat)
            .filter(Seat::isEligible)
            .toList();
    Collection<Seat> inSync = configuration.inSync().stream().map(this::seat).toList();
    Set<Seat> unheard =
        inSync.stream().filter(seat -> silent.test(seat.id())).collect(Collectors.toSet());
    return new PlacedPartition(
        number, weight, seat(configuration.primary()), inSync, coming, unheard);
  }

  private Seat seat(MemberId member) {
    return seats.computeIfAbsent(member, unknown -> new Seat(unknown, Optional.empty(), false));
  }
}
