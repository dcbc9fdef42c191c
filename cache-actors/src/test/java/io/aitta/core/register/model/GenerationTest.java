package io.aitta.core.register.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GenerationTest {
  @Test
  void quorums_meetEachOther() {
    for (int size = 1; size <= Generation.MAX_VOTERS; size++) {
      Generation generation = of(size);
      assertThat(2 * generation.majority()).isGreaterThan(size);
      assertThat(generation.majority() + generation.sealQuorum()).isEqualTo(size + 1);
    }
  }

  @Test
  void value_comesBack() {
    for (int size = 1; size <= Generation.MAX_VOTERS; size++) {
      assertThat(Generation.of(of(size).toValue())).isEqualTo(of(size));
    }
  }

  @Test
  void registers_madeInDifferentSeconds_areToldApart() {
    VoterId founder = new VoterId("a", new UUID(1, 1));
    Generation first = Generation.first(100, founder);
    Generation second = first.next(List.of(founder));
    Generation later = Generation.first(101, founder);
    assertThat(second.isOfRegisterOf(first)).isTrue();
    assertThat(second.isOfAnotherRegisterThan(first)).isFalse();
    assertThat(later.isOfRegisterOf(first)).isFalse();
    assertThat(later.isOfAnotherRegisterThan(first)).isTrue();
    assertThat(later.number()).isGreaterThan(second.number());
    assertThat(second.ordinal()).isEqualTo(2);
    assertThat(second).hasToString("generation 2 {" + founder + "}");
  }

  @Test
  void generationsOfOneNumber_withOtherVoters_areOfTwoRegisters() {
    Generation one = Generation.first(100, new VoterId("a", new UUID(1, 1)));
    Generation other = Generation.first(100, new VoterId("b", new UUID(1, 1)));
    assertThat(one.isOfAnotherRegisterThan(other)).isTrue();
    assertThat(one.isOfAnotherRegisterThan(one)).isFalse();
  }

  @Test
  void missingVoters_canBeSparedUpToAMinority() {
    assertThat(of(3).canSpare(1)).isTrue();
    assertThat(of(3).canSpare(2)).isFalse();
    assertThat(of(2).canSpare(1)).isFalse();
    assertThat(of(5).canSpare(2)).isTrue();
  }

  @Test
  void longestNames_fitTheRegister() {
    TreeSet<VoterId> voters = new TreeSet<>();
    for (char letter = 'a'; letter <= 'e'; letter++) {
      String name = String.valueOf(letter).repeat(VoterId.MAX_NAME_BYTES);
      voters.add(new VoterId(name, new UUID(letter, letter)));
    }
    Generation largest = new Generation(Long.MAX_VALUE, voters);
    assertThat(Generation.of(largest.toValue())).isEqualTo(largest);
  }

  @Test
  void cutValue_isNoGeneration() {
    byte[] whole = of(3).toValue().toBytes();
    for (int length = 0; length < whole.length; length++) {
      RegisterValue cut = RegisterValue.copyOf(Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> Generation.of(cut)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void twoVotersOfOneName_areRefused() {
    List<VoterId> twins =
        List.of(new VoterId("a", new UUID(1, 1)), new VoterId("a", new UUID(2, 2)));
    assertThatThrownBy(() -> new Generation(1, new TreeSet<>(twins)))
        .hasMessageContaining("one name");
  }

  @Test
  void sixVoters_areRefused() {
    assertThatThrownBy(() -> of(6)).hasMessageContaining("1 to 5 voters, not 6");
    assertThatThrownBy(() -> of(0)).hasMessageContaining("1 to 5 voters, not 0");
  }

  private static Generation of(int size) {
    TreeSet<VoterId> voters = new TreeSet<>();
    IntStream.range(0, size).forEach(i -> voters.add(new VoterId("v" + i, new UUID(i, i))));
    return new Generation(4, voters);
  }
}
