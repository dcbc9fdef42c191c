package io.aitta.persistence.table;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class BytesTypeTest {
  /** Guessed by small ones, several that are large would share a page and be written with it. */
  @Test
  void valuesAreWeighedOneByOne() {
    BytesType type = new BytesType();
    assertThat(type.isMemoryEstimationAllowed()).isFalse();
    assertThat(type.getMemory(new byte[200_000])).isGreaterThan(200_000);
  }
}
