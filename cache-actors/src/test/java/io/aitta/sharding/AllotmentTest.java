package io.aitta.sharding;

import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.directory.TestingDirectory;
import io.aitta.protocol.NodeReplication;
import io.aitta.sharding.Allotment.Members;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.pekko.actor.Address;
import org.junit.jupiter.api.Test;

class AllotmentTest {
  private static final Place ONE = place(1, 1);
  private static final Place TWO = place(2, 1);
  private static final Place THREE = place(3, 1);
  private static final Members ALL = members(ONE, TWO, THREE);
  private static final long WAIT = Duration.ofSeconds(10).toNanos();
  private static final List<Integer> LOW = numbers(0, 32);
  private static final List<Integer> HIGH = numbers(32, 64);

  private final Allotment allotment = new Allotment(Duration.ofNanos(WAIT));
  private final SortedMap<Place, Collection<Integer>> held = new TreeMap<>();

  @Test
  void home_isThePlaceWithTheFewest() {
    assertThat(allotment.home(holding(ONE, LOW, TWO, List.of()), members(ONE, TWO), 0))
        .contains(TWO);
  }

  @Test
  void home_waitsForAMemberThatHasBroughtNoPlace_butNotForEver() {
    holding(ONE, List.of(), TWO, List.of());
    assertThat(allotment.home(held, ALL, 5)).isEmpty();
    assertThat(allotment.home(held, ALL, 4 + WAIT)).isEmpty();
    assertThat(allotment.home(held, ALL, 5 + WAIT)).contains(ONE);
  }

  @Test
  void home_isNotOnAMemberThatIsNotUpOrCannotBeReached() {
    holding(ONE, List.of(), TWO, LOW);
    assertThat(allotment.home(held, members(TWO), 0)).contains(TWO);
    assertThat(allotment.home(held, members(), 0)).isEmpty();
  }

  @Test
  void home_isNotOnAMemberThatStopsSoon_unlessAllDo() {
    TestingDirectory said = new TestingDirectory(ONE.node());
    said.hears(ONE.node(), NodeReplication.NONE.asLeaving());
    holding(ONE, List.of(), TWO, LOW);
    Members both = Members.of(members(ONE, TWO).up(), said.statuses());
    assertThat(allotment.home(held, both, 0)).contains(TWO);

    said.hears(TWO.node(), NodeReplication.NONE.asLeaving());
    Members leaving = Members.of(members(ONE, TWO).up(), said.statuses());
    assertThat(allotment.home(held, leaving, 0)).contains(ONE);
  }

  @Test
  void home_whileAPlaceLeaves_isOnTheOthersAtOnce() {
    allotment.home(holding(ONE, List.of(), TWO, List.of(), THREE, List.of()), ALL, 0);
    held.remove(ONE);
    assertThat(allotment.home(held, ALL, 1)).contains(TWO);
  }

  @Test
  void home_ofANewCoordinator_knowsFromItsQuestionForMovesWhoLeaves() {
    allotment.sees(holding(ONE, LOW, TWO, HIGH, THREE, List.of()).keySet());
    held.remove(ONE);
    assertThat(allotment.home(held, ALL, 1)).contains(THREE);
  }

  @SuppressWarnings("unchecked") // Places and what they hold by turns.
  private SortedMap<Place, Collection<Integer>> holding(Object... placesAndPartitions) {
    for (int i = 0; i < placesAndPartitions.length; i += 2) {
      held.put((Place) placesAndPartitions[i], (List<Integer>) placesAndPartitions[i + 1]);
    }
    return held;
  }

  private static Members members(Place... places) {
    Set<Address> up = Arrays.stream(places).map(Place::node).collect(Collectors.toSet());
    return new Members(up);
  }

  private static Place place(int node, int incarnation) {
    return new Place(new Address("pekko", "aitta", "127.0.0.1", node), incarnation);
  }

  private static List<Integer> numbers(int from, int to) {
    return IntStream.range(from, to).boxed().toList();
  }
}
