package io.aitta.join;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.pekko.actor.Address;
import org.junit.jupiter.api.Test;

class ContactPointsTest {
  private static final Address SELF = address("b");
  private static final List<Seed> SEEDS =
      List.of(new Seed("a", 1), new Seed("b", 1), new Seed("c", 1));
  private static final List<Seed> SELF_FIRST = List.of(new Seed("b", 1), new Seed("c", 1));

  @Test
  void list_staysAsItWasWritten() {
    assertThat(ContactPoints.of(SELF, SEEDS, true, false))
        .containsExactly(address("a"), address("b"), address("c"));
  }

  @Test
  void form_putsThisNodeFirst_andNowhereElse() {
    assertThat(ContactPoints.of(SELF, SEEDS, false, true))
        .containsExactly(address("b"), address("a"), address("c"));
  }

  @Test
  void addressesOfAName_neverMakeThisNodeTheFirst() {
    assertThat(ContactPoints.of(SELF, SELF_FIRST, false, false)).containsExactly(address("c"));
  }

  @Test
  void nameOfThisNodeAlone_givesNobodyToAsk() {
    assertThat(ContactPoints.of(SELF, List.of(new Seed("b", 1)), false, false)).isEmpty();
  }

  private static Address address(String host) {
    return new Address("pekko", "aitta", host, 1);
  }
}
