package io.aitta.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionTest {
  @Property
  void parse_whatWasWritten_isTheSame(
      @ForAll @LongRange(min = 0, max = Long.MAX_VALUE) long epoch,
      @ForAll @LongRange(min = 0, max = Long.MAX_VALUE) long sequence) {
    Version version = new Version(epoch, sequence);
    assertThat(Version.parse(version.toString())).contains(version);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "1",
        "1-",
        "-1",
        "01-1",
        "1-01",
        "A-1",
        "1-1 ",
        "1-1-1",
        "1_1",
        "1y2p0ij32e8e8-0",
        "zzzzzzzzzzzzz-0"
      })
  void parse_otherText_isEmpty(String text) {
    assertThat(Version.parse(text)).isEmpty();
  }

  @Test
  void compareTo_epochFirst() {
    assertThat(new Version(2, 0)).isGreaterThan(new Version(1, 9));
    assertThat(new Version(2, 1)).isGreaterThan(new Version(2, 0));
  }

  @Test
  void new_negativePart_isRefused() {
    assertThatThrownBy(() -> new Version(-1, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Version(0, -1)).isInstanceOf(IllegalArgumentException.class);
  }
}
