package io.aitta.multijvm.campaign.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.multijvm.surroundings.Way;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ShapeTest {
  private static final List<Integer> NODES = List.of(2, 0, 1);

  @Test
  void alone_cutsTheFirstNodeFromAllOthersBothWays() {
    assertThat(Shape.ALONE.ways(NODES))
        .containsExactlyInAnyOrder(new Way(2, 0), new Way(0, 2), new Way(2, 1), new Way(1, 2));
    assertThat(Shape.ALONE.struck(3)).isEqualTo(1);
  }

  @Test
  void muteAndDeaf_areOneWayOnly() {
    assertThat(Shape.MUTE.ways(NODES)).containsExactlyInAnyOrder(new Way(2, 0), new Way(2, 1));
    assertThat(Shape.DEAF.ways(NODES)).containsExactlyInAnyOrder(new Way(0, 2), new Way(1, 2));
  }

  @Test
  void link_leavesTheThirdNodeToBoth() {
    assertThat(Shape.LINK.ways(NODES)).containsExactlyInAnyOrder(new Way(2, 0), new Way(0, 2));
    assertThat(Shape.HALF_LINK.ways(NODES)).containsExactly(new Way(2, 0));
    assertThat(Shape.LINK.struck(3)).isEqualTo(2);
  }

  @Test
  void shattered_leavesNoWay() {
    assertThat(Shape.SHATTERED.ways(NODES)).hasSize(6);
    assertThat(Shape.SHATTERED.ways(List.of(0, 1, 2, 3))).hasSize(12);
    assertThat(Shape.SHATTERED.struck(3)).isEqualTo(3);
  }
}
