package io.aitta.sharding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PlacementTest {
  @Test
  void home_isThePlaceWithTheFewest_theFirstAmongEquals() {
    assertThat(Placement.home(places(List.of(1, 2), List.of(3), List.of(4)))).contains(1);
    assertThat(Placement.home(places())).isEmpty();
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
