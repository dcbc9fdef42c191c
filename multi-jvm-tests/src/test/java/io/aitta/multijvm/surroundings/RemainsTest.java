package io.aitta.multijvm.surroundings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class RemainsTest {
  private final TestingMachine machine = new TestingMachine();

  @Test
  void names_areKnownAgainAndFitTheKernel() {
    Names names = new Names(4_194_304);
    for (String name : List.of(names.bridge(), names.node(0), names.node(9))) {
      assertThat(name).hasSizeLessThanOrEqualTo(15);
      assertThat(Names.pidIn(name)).contains(4_194_304L);
    }
    assertThat(Names.pidIn("aitta-x-0")).isEmpty();
    assertThat(Names.pidIn("eth0")).isEmpty();
  }

  @Test
  void whatTheDeadHaveLeft_isKilledAndRemoved() {
    machine.namespaces.addAll(List.of("aitta-11-0", "aitta-12-0", "other"));
    machine.devices.addAll(List.of("lo", "eth0", "aitta-11-b", "aitta-11-0", "aitta-12-b"));
    new Remains(machine::run, pid -> pid == 11).remove();
    assertThat(machine.namespaces).containsExactly("aitta-12-0", "other");
    assertThat(machine.devices).containsExactly("lo", "eth0", "aitta-12-b");
    assertThat(machine.killed).containsExactly("100 of aitta-11-0", "101 of aitta-11-0");
  }

  @Test
  void whatCannotBeRemoved_isNamed() {
    machine.namespaces.add("aitta-11-0");
    machine.stubborn = true;
    assertThatThrownBy(() -> new Remains(machine::run, pid -> true).remove())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("aitta-11-0");
  }

  /** A machine on which {@code ip} and {@code kill} do what they say, to names alone. */
  private static final class TestingMachine {
    private final Set<String> namespaces = new LinkedHashSet<>();
    private final Set<String> devices = new LinkedHashSet<>();
    private final List<String> killed = new ArrayList<>();
    private String asked = "";
    private boolean stubborn;

    String run(String command) {
      String last = command.substring(command.lastIndexOf(' ') + 1);
      if (command.equals("ip netns list")) {
        return lines(namespaces, "%s (id: 0)%n");
      }
      if (command.equals("ip -o link show")) {
        return lines(devices, "7: %s@if2: <BROADCAST,UP> mtu 1500%n");
      }
      if (command.startsWith("ip netns pids ")) {
        asked = last;
        return "100\n101\n";
      }
      change(command, last);
      return "";
    }

    private void change(String command, String last) {
      if (stubborn) {
        throw new IllegalStateException(command + " failed");
      }
      if (command.startsWith("kill -KILL ")) {
        killed.add(last + " of " + asked);
      } else if (command.startsWith("ip netns del ")) {
        assertThat(namespaces.remove(last)).isTrue();
      } else if (command.startsWith("ip link del ")) {
        assertThat(devices.remove(last)).isTrue();
      } else {
        throw new AssertionError("unexpected: " + command);
      }
    }

    private static String lines(Set<String> names, String format) {
      StringBuilder text = new StringBuilder();
      names.forEach(name -> text.append(format.formatted(name)));
      return text.toString();
    }
  }
}
