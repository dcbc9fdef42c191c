package io.aitta.core.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.core.placement.Step.Dismiss;
import io.aitta.core.placement.Step.HandOver;
import io.aitta.core.placement.Step.Recruit;
import io.aitta.core.replication.configuration.Configuration;
import io.aitta.core.replication.configuration.MemberId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BalancerTest {
  private static final MemberId A = member("a");
  private static final MemberId B = member("b");
  private static final MemberId C = member("c");
  private static final MemberId D = member("d");
  private static final Pace PACE = new Pace(2, 2, 2, 1);

  private final List<MemberView> members = new ArrayList<>();
  private Balancer balancer = new Balancer(A, 2, PACE);

  @Test
  void oneNode_hasNothingToDo() {
    here(A);
    led(0, A);
    led(1, A);
    assertThat(atRest(Map.of(), Set.of())).isEmpty();
  }

  @Test
  void missingCopy_isRecruitedAtOnce() {
    here(A, B);
    led(0, A);
    assertThat(round(Set.of())).containsExactly(new Recruit(0, B));
  }

  @Test
  void missingCopy_thatIsOnItsWay_isNotAskedForAgain() {
    here(A, B, C);
    led(0, A);
    assertThat(round(Set.of(new Recruit(0, B)))).isEmpty();
  }

  @Test
  void missingCopies_areRecruitedFewAtATime() {
    here(A, B, C);
    for (int partition = 0; partition < 9; partition++) {
      led(partition, A);
    }
    assertThat(round(Set.of())).hasSize(2);
    assertThat(round(Set.of(new Recruit(0, B)))).hasSize(1);
    assertThat(round(Set.of(new Recruit(0, B), new Recruit(1, C)))).isEmpty();
  }

  @Test
  void missingCopies_areRecruitedEvenly() {
    balancer = new Balancer(A, 2, new Pace(12, 1, 1, 1));
    here(A, B, C, D);
    for (int partition = 0; partition < 12; partition++) {
      led(partition, A);
    }
    List<Step> steps = round(Set.of());
    assertThat(List.of(B, C, D))
        .allSatisfy(
            member -> assertThat(steps).filteredOn(s -> s.member().equals(member)).hasSize(4));
  }

  @Test
  void missingCopy_goesToAnotherZone_andToAnotherHost() {
    members.add(new MemberView(A, "h1", "z1", false, true));
    members.add(new MemberView(B, "h2", "z1", false, true));
    members.add(new MemberView(C, "h3", "z2", false, true));
    for (int partition = 0; partition < 2; partition++) {
      led(partition, A);
    }
    assertThat(round(Set.of())).containsExactly(new Recruit(0, C), new Recruit(1, C));
    members.set(2, new MemberView(C, "h1", "z1", false, true));
    assertThat(round(Set.of())).containsExactly(new Recruit(0, B), new Recruit(1, B));
  }

  @Test
  void copyOnSomebodyWhomThePrimaryDoesNotHear_isMadeElsewhere() {
    here(A, B, C, D);
    led(0, A, B);
    led(1, A, C);
    balancer.silent(Map.of(0, Set.of(B)));
    List<Step> steps = round(Set.of());
    assertThat(steps).hasSize(1).doesNotContain(new Recruit(0, B));
    assertThat(round(Set.of(new Recruit(0, D)))).isEmpty();
    balancer.silent(Map.of());
    assertThat(round(Set.of())).isEmpty();
  }

  @Test
  void copies_areNotGivenToSomebodyWhomAPrimaryDoesNotHear() {
    here(A, B, C);
    led(0, A, B);
    led(1, A);
    balancer.silent(Map.of(0, Set.of(B)));
    assertThat(round(Set.of())).containsExactly(new Recruit(0, C), new Recruit(1, C));
  }

  @Test
  void memberThatOneOfTwoPrimariesMisses_isGivenCopiesByOthers_andNothingByThatOne() {
    here(A, B, C);
    led(0, A, B);
    led(1, A, C);
    led(2, A, B);
    led(3, A, C);
    balancer.silent(Map.of(0, Set.of(B), 1, Set.of(C), 2, Set.of(), 3, Set.of()));
    assertThat(round(Set.of())).containsExactly(new Recruit(0, C), new Recruit(1, B));
  }

  @Test
  void memberThatMostPrimariesMiss_isGivenNothing() {
    balancer = new Balancer(A, 2, new Pace(12, 1, 1, 1));
    here(A, B, C);
    led(0, A, B);
    led(1, A, B);
    led(2, A, B);
    for (int partition = 3; partition < 12; partition++) {
      led(partition, A);
    }
    balancer.silent(Map.of(0, Set.of(B), 1, Set.of(B), 2, Set.of()));
    assertThat(round(Set.of())).isNotEmpty().allMatch(step -> step.member().equals(C));
  }

  @Test
  void nodeThatLeaves_handsNothingOverToSomebodyWhomThePrimaryDoesNotHear() {
    members.add(view(A, true, true));
    here(B, C);
    led(0, A, B, C);
    led(1, A, B, C);
    led(2, B, A);
    balancer.silent(Map.of(0, Set.of(B), 1, Set.of(C)));
    assertThat(round(Set.of())).contains(new HandOver(0, C), new HandOver(1, B));
  }

  @Test
  void surplusCopy_onSomebodyWhomThePrimaryDoesNotHear_goesFirst() {
    here(A, B, C);
    led(0, A, B, C);
    led(1, A, B);
    led(2, A, C);
    led(3, B, C);
    led(4, C, B);
    balancer.silent(Map.of(0, Set.of(B), 1, Set.of(), 2, Set.of()));
    assertThat(atRest(Map.of(), Set.of())).contains(new Dismiss(0, B));
    balancer.silent(Map.of(0, Set.of(C), 1, Set.of(), 2, Set.of()));
    assertThat(atRest(Map.of(), Set.of())).contains(new Dismiss(0, C));
  }

  @Test
  void copyOnSomebodyWhomOnlyTheClusterDoesNotReach_isLeftToItsPrimary() {
    here(A, C);
    members.add(view(B, false, false));
    led(0, A, B);
    assertThat(atRest(Map.of(), Set.of())).isEmpty();
    balancer.heard(Map.of(0, configuration(9, A)));
    assertThat(round(Set.of())).containsExactly(new Recruit(0, C));
  }

  @Test
  void nodeThatLeaves_handsOverWhatItLeads() {
    members.add(view(A, true, true));
    here(B, C);
    led(0, A, B);
    led(1, A);
    List<Step> steps = round(Set.of());
    assertThat(steps).hasSize(2).contains(new HandOver(0, B));
    assertThat(steps.get(1)).isInstanceOf(Recruit.class);
  }

  @Test
  void copyOnANodeThatLeaves_isDismissedOnceItIsReplaced() {
    here(A, B);
    members.add(view(C, true, true));
    led(0, A, C);
    assertThat(round(Set.of())).containsExactly(new Recruit(0, B));
    assertThat(round(Set.of(new Recruit(0, B)))).isEmpty();
    balancer.heard(Map.of(0, configuration(5, A, B, C)));
    assertThat(round(Set.of())).containsExactly(new Dismiss(0, C));
  }

  @Test
  void primaries_areHandedOverToThoseInSync_onceAllIsQuiet() {
    here(A, B);
    for (int partition = 0; partition < 4; partition++) {
      led(partition, A, B);
    }
    assertThat(round(Set.of())).isEmpty();
    assertThat(round(Set.of())).hasSize(2).allMatch(step -> step instanceof HandOver);
  }

  @Test
  void primaries_thatDifferByOne_stay() {
    here(A, B);
    led(0, A, B);
    assertThat(atRest(Map.of(), Set.of())).isEmpty();
  }

  @Test
  void primary_forANodeWithoutCopies_isPrecededByACopy() {
    here(A, B, C);
    led(0, A, B);
    led(1, A, B);
    led(2, B, A);
    List<Step> steps = atRest(Map.of(), Set.of());
    assertThat(steps).first().isInstanceOf(Recruit.class);
    assertThat(steps).allMatch(step -> step.member().equals(C));
    Recruit recruit = (Recruit) steps.get(0);
    balancer.heard(Map.of(recruit.partition(), configuration(7, A, B, C)));
    assertThat(atRest(Map.of(), Set.of())).contains(new HandOver(recruit.partition(), C));
  }

  @Test
  void heavyPartition_countsForMany() {
    here(A, B);
    for (int partition = 0; partition < 5; partition++) {
      led(partition, A, B);
    }
    Map<Integer, Weight> weights = Map.of(3, new Weight(1, 4));
    assertThat(atRest(weights, Set.of())).first().isEqualTo(new HandOver(3, B));
  }

  @Test
  void surplusCopy_isDismissed_butNotWhileAnotherIsSilent() {
    here(A, B, C);
    led(0, A, B, C);
    assertThat(atRest(Map.of(), Set.of())).hasSize(1).first().isInstanceOf(Dismiss.class);
    members.set(1, view(B, false, false));
    assertThat(atRest(Map.of(), Set.of())).containsExactly(new Dismiss(0, B));
  }

  @Test
  void copiesInOneZone_moveWhereThereIsAnother() {
    members.add(new MemberView(A, "h1", "z1", false, true));
    members.add(new MemberView(B, "h2", "z1", false, true));
    members.add(new MemberView(C, "h3", "z2", false, true));
    led(0, A, B);
    assertThat(atRest(Map.of(), Set.of())).containsExactly(new Recruit(0, C));
    balancer.heard(Map.of(0, configuration(5, A, B, C)));
    assertThat(atRest(Map.of(), Set.of())).containsExactly(new Dismiss(0, B));
  }

  @Test
  void partitionsOfOthers_areLeftToThem() {
    here(A, B, C);
    led(0, B);
    led(1, C);
    assertThat(atRest(Map.of(), Set.of())).isEmpty();
  }

  /** What is asked for once nothing has changed for a while. */
  private List<Step> atRest(Map<Integer, Weight> weights, Set<Recruit> underWay) {
    balancer.round(members, weights, underWay);
    balancer.round(members, weights, underWay);
    return balancer.round(members, weights, underWay);
  }

  private List<Step> round(Set<Recruit> underWay) {
    return balancer.round(members, Map.of(), underWay);
  }

  private void here(MemberId... ids) {
    for (MemberId id : ids) {
      members.add(view(id, false, true));
    }
  }

  private void led(int partition, MemberId primary, MemberId... others) {
    balancer.heard(Map.of(partition, configuration(1, primary, others)));
  }

  private static Configuration configuration(long version, MemberId primary, MemberId... others) {
    TreeSet<MemberId> inSync = new TreeSet<>(List.of(others));
    inSync.add(primary);
    return new Configuration(1, version, primary, inSync, 0);
  }

  private static MemberView view(MemberId id, boolean leaving, boolean reachable) {
    return new MemberView(id, "host-" + id.node(), "", leaving, reachable);
  }

  private static MemberId member(String name) {
    return new MemberId(name, new UUID(1, 1));
  }
}
