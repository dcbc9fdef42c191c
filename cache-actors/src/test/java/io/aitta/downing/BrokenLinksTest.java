package io.aitta.downing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BrokenLinksTest {
  private static final List<String> THREE = List.of("a", "b", "c");

  private final BrokenLinks<String> broken = new BrokenLinks<>();

  @Test
  void noBrokenLink_losesNobody() {
    assertThat(broken.fewestLosses(THREE)).isEmpty();
  }

  @Test
  void oneBrokenLink_losesTheYoungerEnd() {
    broken.add("b", "a");
    assertThat(broken.fewestLosses(THREE)).containsExactly("b");
    assertThat(broken.fewestLosses(List.of("c", "b", "a"))).containsExactly("a");
  }

  @Test
  void allLinksOfOneNode_loseThatNodeHoweverOldItIs() {
    broken.add("a", "b");
    broken.add("c", "a");
    assertThat(broken.fewestLosses(THREE)).containsExactly("a");
  }

  @Test
  void allLinksBroken_leaveOne() {
    broken.add("a", "b");
    broken.add("b", "c");
    broken.add("c", "a");
    assertThat(broken.fewestLosses(THREE)).containsExactly("c", "b");
  }

  @Test
  void linksToNodesThatDoNotCount_areLeftOut() {
    broken.add("a", "gone");
    assertThat(broken.fewestLosses(THREE)).isEmpty();
  }
}
