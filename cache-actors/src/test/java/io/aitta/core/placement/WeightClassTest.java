package io.aitta.core.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeightClassTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 8, 1000, 1024, 1 << 20, 3_000_000_000L, Long.MAX_VALUE})
  void weight_isKeptToWithinAFifth(long number) {
    Weight kept = WeightClass.of(new Weight(number, number)).weight();
    assertThat((double) kept.bytes() / number).isBetween(0.84, 1.0);
    assertThat(kept.load()).isEqualTo(kept.bytes());
  }

  @Test
  void leastWeightOfAClass_isOfThatClass() {
    for (int number = 16; number < 252; number++) {
      WeightClass one = new WeightClass(number, number);
      assertThat(WeightClass.of(one.weight())).isEqualTo(one);
    }
  }

  @Test
  void double_isFourClassesMore() {
    WeightClass one = WeightClass.of(new Weight(1 << 20, 1 << 10));
    assertThat(one).isEqualTo(new WeightClass(80, 40));
    assertThat(WeightClass.of(new Weight(2 << 20, 2 << 10))).isEqualTo(new WeightClass(84, 44));
  }

  @Test
  void farAway_isAFactorOfMoreThanAQuarter() {
    WeightClass one = WeightClass.of(new Weight(1 << 20, 1 << 10));
    assertThat(one.isFarFrom(WeightClass.of(new Weight((1 << 20) * 5 / 4, 1 << 10)))).isFalse();
    assertThat(one.isFarFrom(WeightClass.of(new Weight((1 << 20) * 3 / 2, 1 << 10)))).isTrue();
    assertThat(one.isFarFrom(WeightClass.of(new Weight(1 << 20, 600)))).isTrue();
  }

  @Test
  void classThatIsNone_isRefused() {
    assertThatThrownBy(() -> new WeightClass(256, 0)).hasMessageContaining("0 to 255");
    assertThatThrownBy(() -> new WeightClass(0, -1)).hasMessageContaining("0 to 255");
  }
}
