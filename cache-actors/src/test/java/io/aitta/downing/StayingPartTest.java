package io.aitta.downing;

import static io.aitta.downing.TestingSplit.node;
import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.directory.Electorate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.pekko.cluster.UniqueAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StayingPartTest {
  @Test
  void nothingBroken_allStay() {
    assertThat(part(3, 3)).contains(nodes(0, 1, 2));
  }

  @Test
  void oneLinkBroken_theOlderOfItsEndsStays() {
    assertThat(part(3, 3, 0, 2)).contains(nodes(0, 1));
    assertThat(part(3, 3, 1, 2)).contains(nodes(0, 1));
    assertThat(part(3, 3, 0, 1)).contains(nodes(0, 2));
  }

  @Test
  void oneLinkBroken_theVoterStays_thoughItIsYounger() {
    Electorate youngest = new Electorate(3, Set.copyOf(nodes(1, 2, 3)));
    assertThat(StayingPart.of(nodes(0, 1, 2, 3), Set.of(link(0, 1)), youngest))
        .contains(nodes(1, 2, 3));
  }

  @Test
  void moreMembers_goBeforeMoreVoters() {
    assertThat(part(7, 5, 0, 5, 0, 6)).contains(nodes(1, 2, 3, 4, 5, 6));
  }

  @Test
  void majorityOfMembers_withoutOneOfVoters_doesNotStay() {
    assertThat(part(6, 3, 0, 2, 0, 3, 0, 4, 0, 5, 1, 2, 1, 3, 1, 4, 1, 5)).contains(nodes(0, 1));
  }

  @Test
  void halfOfTheVoters_areNoMajority() {
    assertThat(part(2, 2, 0, 1)).isEmpty();
    assertThat(part(4, 4, 0, 2, 0, 3, 1, 2, 1, 3)).isEmpty();
  }

  @Test
  void oneOfThreeIsGone_andTheOthersAreCut_nobodyStays() {
    assertThat(StayingPart.of(nodes(0, 1), Set.of(link(0, 1)), voters(3))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {6, 9, 12})
  void anyLinksBroken_isTheGreatestOfAllSetsThatReachEachOther(int members) {
    Random random = new Random(members);
    for (int round = 0; round < 60; round++) {
      Set<BrokenLink> broken = randomLinks(members, random);
      Electorate voters = voters(1 + random.nextInt(5));
      Optional<List<UniqueAddress>> found = StayingPart.of(first(members), broken, voters);
      assertThat(found.map(List::size).orElse(0)).isEqualTo(greatest(members, broken, voters));
      found.ifPresent(part -> assertThat(voters.isMajority(part)).isTrue());
      found.ifPresent(part -> assertThat(broken).noneMatch(it -> part.containsAll(it.ends())));
    }
  }

  /** Broken links in triangles leave the most sets to look at: three to the power of a third. */
  @Test
  void twentyMembersAtTheirWorst_areSearchedToTheEnd() {
    Set<BrokenLink> triangles = new HashSet<>();
    for (int i = 0; i + 2 < 20; i += 3) {
      triangles.addAll(Set.of(link(i, i + 1), link(i + 1, i + 2), link(i, i + 2)));
    }
    triangles.add(link(18, 19));
    Electorate youngest = new Electorate(5, Set.copyOf(nodes(2, 5, 8, 11, 19)));
    assertThat(StayingPart.of(first(20), triangles, youngest))
        .hasValueSatisfying(part -> assertThat(part).hasSize(7).contains(node(2), node(19)));
  }

  @Test
  void aHundredMembers_splitInTwo_theSideOfTheVotersStays() {
    Set<BrokenLink> between = new HashSet<>();
    IntStream.range(0, 40)
        .forEach(one -> IntStream.range(40, 100).forEach(other -> between.add(link(one, other))));
    assertThat(StayingPart.of(first(100), between, voters(5))).contains(first(40));
  }

  /** Too much to be searched; something is found, and found at once. */
  @Test
  void aHundredMembers_withLinksBrokenAllOver_someStay() {
    Set<BrokenLink> broken = randomLinks(100, new Random(1));
    assertThat(StayingPart.of(first(100), broken, voters(1)))
        .hasValueSatisfying(
            part -> assertThat(broken).noneMatch(it -> part.containsAll(it.ends())));
  }

  private static int greatest(int members, Set<BrokenLink> broken, Electorate voters) {
    return IntStream.range(0, 1 << members)
        .mapToObj(set -> IntStream.range(0, members).filter(it -> (set >> it & 1) == 1).toArray())
        .map(StayingPartTest::nodes)
        .filter(voters::isMajority)
        .filter(set -> broken.stream().noneMatch(link -> set.containsAll(link.ends())))
        .mapToInt(List::size)
        .max()
        .orElse(0);
  }

  private static Set<BrokenLink> randomLinks(int members, Random random) {
    int oneIn = 2 + random.nextInt(5);
    List<BrokenLink> links = new ArrayList<>();
    for (int one = 0; one < members; one++) {
      for (int other = one + 1; other < members; other++) {
        links.add(link(one, other));
      }
    }
    return links.stream().filter(link -> random.nextInt(oneIn) == 0).collect(Collectors.toSet());
  }

  private static Optional<List<UniqueAddress>> part(int members, int voters, int... broken) {
    Set<BrokenLink> links = new HashSet<>();
    for (int i = 0; i < broken.length; i += 2) {
      links.add(link(broken[i], broken[i + 1]));
    }
    return StayingPart.of(first(members), links, voters(voters));
  }

  private static BrokenLink link(int one, int other) {
    return BrokenLink.between(node(one), node(other));
  }

  /** The oldest. */
  private static Electorate voters(int count) {
    return new Electorate(count, Set.copyOf(first(count)));
  }

  private static List<UniqueAddress> first(int count) {
    return nodes(IntStream.range(0, count).toArray());
  }

  private static List<UniqueAddress> nodes(int... numbers) {
    return IntStream.of(numbers).mapToObj(TestingSplit::node).toList();
  }
}
