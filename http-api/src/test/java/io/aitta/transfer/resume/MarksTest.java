package io.aitta.transfer.resume;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class MarksTest {
  private final Marks marks = new Marks(mark(0));

  @Test
  void ofAllPlaces_aBoundedNumberIsKept_theBeginningAndTheLastAmongThem() {
    for (int i = 1; i <= 100_000; i++) {
      marks.add(mark(i));
      assertThat(marks.all()).hasSizeLessThanOrEqualTo(48);
    }
    assertThat(marks.all().get(0)).isEqualTo(mark(0));
    assertThat(marks.last()).isEqualTo(mark(100_000));
    List<Mark> latest = marks.earlier().subList(0, 8);
    assertThat(latest.get(7).entries()).isEqualTo(100_000 - 8);
    assertThat(marks.all()).isSortedAccordingTo((a, b) -> Long.compare(a.entries(), b.entries()));
  }

  @Test
  void steps_growAndEndAtTheBeginning() {
    for (int i = 1; i <= 40; i++) {
      marks.add(mark(i));
    }
    assertThat(marks.steps().stream().map(Mark::entries))
        .containsExactly(39L, 38L, 36L, 32L, 24L, 8L, 0L);
  }

  @Test
  void steps_ofOneAndTwoPlaces() {
    assertThat(marks.steps()).isEmpty();
    marks.add(mark(1));
    assertThat(marks.steps()).containsExactly(mark(0));
  }

  @Test
  void goBackTo_forgetsWhatComesAfter() {
    marks.add(mark(1));
    marks.add(mark(2));
    marks.add(mark(3));
    marks.goBackTo(mark(1));
    assertThat(marks.last()).isEqualTo(mark(1));
    assertThat(marks.earlier()).containsExactly(mark(0));
  }

  @Test
  void stateOfAnExport_isReadAsItWasWritten() {
    marks.add(mark(1));
    ExportState state =
        new ExportState("c", "NDJSON", new ClusterIdentity("a", Set.of("h:1", "h:2")), marks);
    ExportState read = ExportState.of(state.toJson()).orElseThrow();
    assertThat(read.marks().all()).isEqualTo(marks.all());
    assertThat(read.cluster()).isEqualTo(state.cluster());
    assertThat(ExportState.of(state.toJson().removeAll())).isEmpty();
  }

  @Test
  void cluster_isKnownByItsNameAndOneOfItsMembers() {
    ClusterIdentity here = new ClusterIdentity("a", Set.of("h:1", "h:2"));
    assertThat(here.isOther(new ClusterIdentity("a", Set.of("h:2", "h:3")))).isFalse();
    assertThat(here.isOther(new ClusterIdentity("a", Set.of("h:3")))).isTrue();
    assertThat(here.isOther(new ClusterIdentity("b", Set.of("h:1")))).isTrue();
  }

  private static Mark mark(int number) {
    Optional<String> cursor = number == 0 ? Optional.empty() : Optional.of("c" + number);
    return new Mark(cursor, 10L * number, number, 3L * number, -number);
  }
}
