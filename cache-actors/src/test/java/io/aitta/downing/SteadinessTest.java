package io.aitta.downing;

import static io.aitta.downing.TestingSplit.node;
import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.directory.Electorate;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.pekko.cluster.UniqueAddress;
import org.junit.jupiter.api.Test;

class SteadinessTest {
  private static final BrokenLink AB = BrokenLink.between(node(0), node(1));
  private static final BrokenLink AC = BrokenLink.between(node(0), node(2));
  private static final BrokenLink BC = BrokenLink.between(node(1), node(2));
  private static final BrokenLink CD = BrokenLink.between(node(2), node(3));

  private final Steadiness steadiness = new Steadiness(Duration.ofSeconds(5));
  private long now;
  private Set<BrokenLink> latest = Set.of();

  @Test
  void nothingBroken_nothingCounts() {
    see(60_000);
    assertThat(latest).isEmpty();
  }

  @Test
  void broken_countsOnceNothingHasChangedForLongEnough() {
    see(10_000);
    see(5_000, AB);
    assertThat(latest).isEmpty();
    see(500, AB);
    assertThat(latest).containsExactlyInAnyOrder(AB);
  }

  @Test
  void broken_sinceTheFirstLook_isWaitedForToo() {
    see(5_000, AB);
    assertThat(latest).isEmpty();
    see(500, AB);
    assertThat(latest).isNotEmpty();
  }

  @Test
  void otherLinkBreaksOrHeals_isWaitedForAnew() {
    see(4_500, AB);
    see(5_000, AB, AC);
    assertThat(latest).isEmpty();
    see(500, AB, AC);
    assertThat(latest).isNotEmpty();
    see(500, AC);
    assertThat(latest).isEmpty();
    see(5_000, AC);
    assertThat(latest).containsExactlyInAnyOrder(AC);
  }

  @Test
  void otherMembersOrVoters_areWaitedForAnew() {
    see(4_500, AB);
    latest = steadiness.look(nanos(500), sight(Set.of(AB), List.of(node(5)), 3));
    latest = steadiness.look(nanos(500), sight(Set.of(AB), List.of(node(5)), 3));
    assertThat(latest).isEmpty();
    for (int i = 0; i < 9; i++) {
      latest = steadiness.look(nanos(500), sight(Set.of(AB), List.of(node(5)), 2));
    }
    assertThat(latest).isEmpty();
  }

  @Test
  void ownPause_isNoTimeThatWasSteady() {
    see(4_500, AB);
    latest = steadiness.look(nanos(10_000), sight(Set.of(AB), List.of(), 3));
    assertThat(latest).isEmpty();
    see(4_500, AB);
    assertThat(latest).isEmpty();
    see(500, AB);
    assertThat(latest).isNotEmpty();
  }

  /** B and C come and go; what is broken all the time counts in the end, and no other. */
  @Test
  void withoutRest_whatLastsCounts_afterFourTimesAsLong() {
    for (int second = 0; second < 20; second += 2) {
      see(1_000, AB, BC);
      see(1_000, AB);
      assertThat(latest).as("after %d s", second).isEmpty();
    }
    see(1_000, AB, BC);
    assertThat(latest).containsExactlyInAnyOrder(AB);
  }

  /** Who lost A a little later than others did counts too. */
  @Test
  void withoutRest_whatBrokeALittleLater_countsToo() {
    restless(30_000);
    restless(2_000, AB);
    restless(5_000, AB, AC);
    assertThat(latest).isEmpty();
    restless(1_000, AB, AC);
    assertThat(latest).containsExactlyInAnyOrder(AB, AC);
  }

  /** A long wait is no restlessness: links that come back one by one are given their time. */
  @Test
  void quietForLong_thenOneLinkHeals_isWaitedForAnew() {
    see(120_000, AC, BC);
    assertThat(latest).isNotEmpty();
    see(4_500, AC);
    assertThat(latest).isEmpty();
  }

  /** With one of two other links broken, each for a second. */
  private void restless(int millis, BrokenLink... broken) {
    for (int passed = 0; passed < millis; passed += 500) {
      Set<BrokenLink> links = new HashSet<>(Set.of(broken));
      links.add(now / 1_000_000_000 % 2 == 0 ? BC : CD);
      latest = steadiness.look(nanos(500), sight(links, List.of(), 3));
    }
  }

  private void see(int millis, BrokenLink... broken) {
    for (int passed = 0; passed < millis; passed += 500) {
      latest = steadiness.look(nanos(500), sight(Set.of(broken), List.of(), 3));
    }
  }

  private long nanos(int later) {
    now += Duration.ofMillis(later).toNanos();
    return now;
  }

  private static Sight sight(Set<BrokenLink> broken, List<UniqueAddress> passing, int voters) {
    return new Sight(
        node(0),
        List.of(node(0), node(1), node(2)),
        passing,
        broken,
        new Electorate(voters, Set.of(node(0), node(1), node(2))));
  }
}
