package io.aitta.multijvm.surroundings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class SubnetTest {
  private static final String DEFAULT = "default via 192.0.2.1 dev eth0\n";

  @Test
  void free_isTheFirstThatNoRouteLeadsInto() {
    Subnet subnet = Subnet.free(command -> command.contains(" match ") ? DEFAULT : "", 300);
    assertThat(subnet.range()).isEqualTo("10.213.44.0/24");
    assertThat(subnet.bridge()).isEqualTo("10.213.44.254");
    assertThat(subnet.node(0)).isEqualTo("10.213.44.1");
    assertThat(subnet.node(3)).isEqualTo("10.213.44.4");
  }

  @Test
  void rangeWithARouteWithin_isPassedOver() {
    Subnet subnet =
        Subnet.free(
            command ->
                command.endsWith("root 10.213.255.0/24") ? "10.213.255.16/28 dev tun0\n" : "",
            255);
    assertThat(subnet.range()).isEqualTo("10.213.0.0/24");
  }

  @Test
  void rangeWithinARoute_isPassedOver() {
    String route = DEFAULT + "10.0.0.0/8 dev tun0\n";
    assertThatThrownBy(() -> Subnet.free(command -> command.contains(" match ") ? route : "", 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no free range");
  }

  @Test
  void nodeBeyondTheRange_isRefused() {
    Subnet subnet = new Subnet("10.213.7");
    assertThat(subnet.node(252)).isEqualTo("10.213.7.253");
    assertThatThrownBy(() -> subnet.node(253)).isInstanceOf(IllegalArgumentException.class);
  }
}
