package io.aitta.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PlacementTest {
  @Test
  void home_isThePlaceWithTheFewest_theFirstAmongEquals() {
    assertThat(Placement.home(places(List.of(1, 2), List.of(3), List.of(4)))).contains(1);
    assertThat(Placement.home(places())).isEmpty();
  }

  @Test
  void moves_takeTheGreatestNumbersOfTheFullest() {
    assertThat(Placement.moves(places(List.of(0, 1, 2, 3), List.of()), 8)).containsExactly(2, 3);
  }

  @Test
  void moves_areNoneWhereTheDifferenceIsOne() {
    assertThat(Placement.moves(places(List.of(0, 1), List.of(2)), 8)).isEmpty();
    assertThat(Placement.moves(places(), 8)).isEmpty();
  }

  @Property
  void moves_neverExceedTheirBound(
      @ForAll @IntRange(min = 1, max = 9) int places,
      @ForAll @IntRange(min = 1, max = 10) int most,
      @ForAll Random random) {
    assertThat(Placement.moves(scattered(places, random), most)).hasSizeLessThanOrEqualTo(most);
  }

  @Property
  void rounds_endEven_andThenNothingMoves(
      @ForAll @IntRange(min = 1, max = 9) int places, @ForAll Random random) {
    SortedMap<Integer, Collection<Integer>> held = scattered(places, random);
    int rounds = 0;
    for (Set<Integer> moves = Placement.moves(held, 8);
        !moves.isEmpty();
        moves = Placement.moves(held, 8)) {
      assertThat(++rounds).isLessThan(64);
      for (int partition : moves) {
        held.values().forEach(place -> place.remove(partition));
      }
      moves.forEach(partition -> held.get(Placement.home(held).orElseThrow()).add(partition));
    }
    assertThat(held.values().stream().mapToInt(Collection::size).sum()).isEqualTo(64);
    assertThat(largest(held) - smallest(held)).isLessThanOrEqualTo(1);
  }

  @Property
  void samePlaces_giveTheSameMoves(
      @ForAll @IntRange(min = 1, max = 9) int places, @ForAll Random random) {
    SortedMap<Integer, Collection<Integer>> held = scattered(places, random);
    SortedMap<Integer, Collection<Integer>> reversed = new TreeMap<>();
    held.forEach(
        (place, partitions) -> {
          List<Integer> backwards = new ArrayList<>(partitions);
          Collections.reverse(backwards);
          reversed.put(place, backwards);
        });
    assertThat(Placement.moves(reversed, 8)).isEqualTo(Placement.moves(held, 8));
  }

  private static int largest(SortedMap<Integer, Collection<Integer>> held) {
    return held.values().stream().mapToInt(Collection::size).max().orElseThrow();
  }

  private static int smallest(SortedMap<Integer, Collection<Integer>> held) {
    return held.values().stream().mapToInt(Collection::size).min().orElseThrow();
  }

  private static SortedMap<Integer, Collection<Integer>> scattered(int places, Random random) {
    SortedMap<Integer, Collection<Integer>> held = new TreeMap<>();
    for (int place = 0; place < places; place++) {
      held.put(place, new ArrayList<>());
    }
    for (int partition = 0; partition < 64; partition++) {
      held.get(random.nextInt(places)).add(partition);
    }
    return held;
  }

  @SafeVarargs
  private static SortedMap<Integer, List<Integer>> places(List<Integer>... held) {
    SortedMap<Integer, List<Integer>> places = new TreeMap<>();
    for (List<Integer> partitions : held) {
      places.put(places.size(), partitions);
    }
    return places;
  }
}
