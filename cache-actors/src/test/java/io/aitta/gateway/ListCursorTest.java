package io.aitta.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aitta.core.model.CacheName;
import io.aitta.core.model.ScanPosition;
import io.aitta.core.model.Selector;
import io.aitta.core.model.Version;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListCursorTest {
  private static final CacheName CACHE = new CacheName("c");
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  private static final Selector ALL = new Selector.All();

  @Property
  void parse_whatWasWritten_isTheSame(
      @ForAll @IntRange(min = 0, max = Integer.MAX_VALUE) int partition,
      @ForAll long hash,
      @ForAll @LongRange(min = 0, max = Long.MAX_VALUE) long epoch,
      @ForAll @LongRange(min = 0, max = Long.MAX_VALUE) long sequence) {
    ScanPosition position = new ScanPosition(hash, new Version(epoch, sequence));
    ListCursor inside = new ListCursor(partition, Optional.of(position));
    ListCursor start = new ListCursor(partition, Optional.empty());
    assertThat(ListCursor.parse(inside.text(CACHE, ALL), CACHE, ALL)).contains(inside);
    assertThat(ListCursor.parse(start.text(CACHE, ALL), CACHE, ALL)).contains(start);
    assertThat(inside.text(CACHE, ALL)).matches("[A-Za-z0-9_-]+");
  }

  @Property
  void parse_oneLetterChanged_isEmpty(
      @ForAll long hash, @ForAll @IntRange(max = 42) int at, @ForAll @IntRange(max = 63) int to) {
    ScanPosition position = new ScanPosition(hash, new Version(3, 9));
    String text = new ListCursor(5, Optional.of(position)).text(CACHE, ALL);
    StringBuilder changed = new StringBuilder(text);
    changed.setCharAt(at, ALPHABET.charAt(to));
    assertThat(ListCursor.parse(changed.toString(), CACHE, ALL).isPresent())
        .isEqualTo(changed.toString().equals(text));
  }

  @Test
  void parse_ofAnotherListing_isEmpty() {
    Selector prefix = new Selector.Prefixed(new byte[] {'a'});
    Selector tags = new Selector.Tagged(Set.of("a", "b"));
    ListCursor cursor = new ListCursor(7, Optional.empty());
    for (Selector one : List.of(ALL, prefix, tags)) {
      for (Selector other : List.of(ALL, prefix, tags)) {
        assertThat(ListCursor.parse(cursor.text(CACHE, one), CACHE, other).isPresent())
            .isEqualTo(one == other);
      }
      assertThat(ListCursor.parse(cursor.text(CACHE, one), new CacheName("d"), one)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "A", "AAAAAA==", "AAAAAB", "AAAAAAAA", "/////w", "_____w", "ääääää", "a b"})
  void parse_otherText_isEmpty(String text) {
    assertThat(ListCursor.parse(text, CACHE, ALL)).isEmpty();
  }

  @Test
  void new_negativePartition_isRefused() {
    assertThatThrownBy(() -> new ListCursor(-1, Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("-1");
  }
}
