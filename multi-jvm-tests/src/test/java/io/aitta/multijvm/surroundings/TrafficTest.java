package io.aitta.multijvm.surroundings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TrafficTest {
  @Test
  void cut_sendsAllPacketsToAnAddressToTheClassThatDropsThem() {
    assertThat(Traffic.CUT.on("space", "eth0", "10.213.7.2"))
        .isEqualTo(
            "tc -n space filter add dev eth0 parent 1: protocol ip pref 1 u32"
                + " match ip dst 10.213.7.2/32 flowid 1:2");
  }

  @Test
  void lossy_dropsOnePacketInSixteen() {
    assertThat(Traffic.LOSSY.on("space", "eth0", "10.213.7.2"))
        .endsWith("match ip dst 10.213.7.2/32 match u16 5 0xf at 4 flowid 1:2");
  }

  @Test
  void slow_sharesTheSlowClass() {
    assertThat(Traffic.SLOW.on("space", "eth0", "10.213.7.2")).endsWith("flowid 1:3");
  }

  @Test
  void preparation_makesEachClassThatAFilterNames() {
    List<String> commands = Traffic.prepare("space", "eth0");
    assertThat(commands).allMatch(command -> command.startsWith("tc -n space "));
    assertThat(commands.get(0)).endsWith("root handle 1: htb default 1");
    for (String target : List.of("1:1", "1:2", "1:3")) {
      assertThat(commands).anyMatch(command -> command.contains(" classid " + target + " "));
    }
    assertThat(commands).anyMatch(command -> command.endsWith("parent 1:2 blackhole"));
  }

  @Test
  void healing_takesAllFiltersAway() {
    assertThat(Traffic.heal("space", "eth0"))
        .isEqualTo("tc -n space filter del dev eth0 parent 1:");
  }
}
