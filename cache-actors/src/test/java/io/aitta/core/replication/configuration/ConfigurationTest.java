package io.aitta.core.replication.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ConfigurationTest {
  private final MemberId a = new MemberId("a", new UUID(1, 1));
  private final MemberId b = new MemberId("b", new UUID(1, 2));
  private final Configuration first = Configuration.first(10, a);

  @Test
  void configuration_isAfterThoseItFollows() {
    Configuration second = first.withInSync(Set.of(a, b));
    assertThat(second.isAfter(first)).isTrue();
    assertThat(second.succeededBy(b, Set.of(a)).isAfter(second)).isTrue();
    assertThat(first.isAfter(second)).isFalse();
    assertThat(first.isAfter(first)).isFalse();
  }

  /** Versions begin anew with the register, epochs do not. */
  @Test
  void configuration_ofARegisterThatWasLostAndFoundedAnew_isAfterAllBefore() {
    Configuration before = first.withInSync(Set.of(a, b)).withInSync(Set.of(a));
    Configuration anew = Configuration.first(1_000, b);
    assertThat(anew.isAfter(before)).isTrue();
    assertThat(before.isAfter(anew)).isFalse();
  }
}
