package io.aitta.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aitta.core.model.ScanPosition;
import io.aitta.core.model.Version;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListCursorTest {
  @Property
  void parse_whatWasWritten_isTheSame(
      @ForAll @IntRange(min = 0, max = Integer.MAX_VALUE) int partition,
      @ForAll long hash,
      @ForAll @LongRange(min = 0, max = Long.MAX_VALUE) long epoch,
      @ForAll @LongRange(min = 0, max = Long.MAX_VALUE) long sequence) {
    ScanPosition position = new ScanPosition(hash, new Version(epoch, sequence));
    ListCursor inside = new ListCursor(partition, Optional.of(position));
    ListCursor start = new ListCursor(partition, Optional.empty());
    assertThat(ListCursor.parse(inside.toString())).contains(inside);
    assertThat(ListCursor.parse(start.toString())).contains(start);
    assertThat(inside.toString()).matches("[A-Za-z0-9_-]+");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "A", "AAAAAA==", "AAAAAB", "AAAAAAAA", "/////w", "_____w", "ääääää", "a b"})
  void parse_otherText_isEmpty(String text) {
    assertThat(ListCursor.parse(text)).isEmpty();
  }

  @Test
  void new_negativePartition_isRefused() {
    assertThatThrownBy(() -> new ListCursor(-1, Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("-1");
  }
}
