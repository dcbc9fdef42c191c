package io.aitta.downing;

import static io.aitta.downing.TestingSplit.node;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.apache.pekko.cluster.UniqueAddress;
import org.junit.jupiter.api.Test;

class EarshotTest {
  private static final UniqueAddress A = node(0);
  private static final UniqueAddress B = node(1);
  private static final UniqueAddress C = node(2);
  private static final UniqueAddress D = node(3);
  private static final BrokenLink AC = BrokenLink.between(A, C);
  private static final BrokenLink AD = BrokenLink.between(A, D);
  private static final BrokenLink BC = BrokenLink.between(B, C);
  private static final BrokenLink BD = BrokenLink.between(B, D);
  private static final BrokenLink CD = BrokenLink.between(C, D);

  @Test
  void heardByWayOfOthers_isCurrent() {
    assertThat(current(A, AC, AD, CD)).containsExactlyInAnyOrder(AC, AD, CD);
    assertThat(current(A, AC, AD, BD, CD)).containsExactlyInAnyOrder(AC, AD, BD, CD);
  }

  @Test
  void betweenTwoOutOfEarshot_isOld() {
    assertThat(current(A, AC, AD, BC, BD, CD)).containsExactlyInAnyOrder(AC, AD, BC, BD);
    assertThat(current(C, AC, AD, BC, BD, CD)).containsExactlyInAnyOrder(AC, BC, CD);
  }

  private static Set<BrokenLink> current(UniqueAddress self, BrokenLink... broken) {
    return Earshot.current(self, List.of(A, B, C, D), Set.of(broken));
  }
}
