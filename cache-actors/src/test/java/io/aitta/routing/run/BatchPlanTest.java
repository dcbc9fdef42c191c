package io.aitta.routing.run;

import static io.aitta.routing.Calls.put;
import static io.aitta.routing.Calls.read;
import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.core.operation.KeyOperation;
import io.aitta.core.placement.Partitioning;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchPlanTest {
  @Test
  void many_areCutByNumber() {
    List<KeyOperation<?>> operations = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      operations.add(read("k"));
    }
    assertThat(pieces(operations))
        .map(piece -> piece.places().size())
        .containsExactly(256, 256, 88);
  }

  @Test
  void large_areCutByBytes_andOneThatIsLargerGoesAlone() {
    String half = "x".repeat((int) BatchPlan.MAX_BYTES / 2 - 200);
    String twice = "x".repeat((int) BatchPlan.MAX_BYTES * 2);
    List<KeyOperation<?>> operations =
        List.of(put("a", half), put("b", half), put("c", half), put("d", twice), read("e"));
    assertThat(pieces(operations))
        .map(BatchPlan.Piece::places)
        .containsExactly(List.of(0, 1), List.of(2), List.of(3), List.of(4));
  }

  @Test
  void lanes_keepTheOrderOfEachPartition() {
    Partitioning partitioning = new Partitioning(5);
    List<KeyOperation<?>> operations = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      operations.add(read("k" + i));
    }
    for (BatchPlan.Lane lane : plan(operations, partitioning).lanes()) {
      List<Integer> places = lane.pieces().get(0).places();
      assertThat(places).isSorted();
      for (int place : places) {
        assertThat(partitioning.partitionOf(operations.get(place).key()))
            .isEqualTo(lane.partition());
      }
    }
  }

  private static List<BatchPlan.Piece> pieces(List<KeyOperation<?>> operations) {
    return plan(operations, new Partitioning(1)).lanes().get(0).pieces();
  }

  private static BatchPlan plan(List<KeyOperation<?>> operations, Partitioning partitioning) {
    BatchPlan plan = new BatchPlan();
    for (int place = 0; place < operations.size(); place++) {
      KeyOperation<?> operation = operations.get(place);
      plan.add(partitioning.partitionOf(operation.key()), place, operation);
    }
    return plan;
  }
}
