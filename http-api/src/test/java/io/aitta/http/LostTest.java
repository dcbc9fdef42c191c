package io.aitta.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.http.Losses.Fate;
import io.aitta.http.Losses.Lost;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Copies on nodes that never come back. */
final class LostTest {
  private static final String LOST = "/v1/cluster/lost";
  private static final String DO_IT = "&confirm=lost-for-good";

  private final RestServer server = RestServer.start();
  private final Rest rest = server.client();

  @BeforeEach
  void lose() {
    server.losses.lost =
        List.of(
            new Lost(3, 7, List.of("node-3"), List.of("node-3"), Fate.LOST),
            new Lost(4, 8, List.of("node-3"), List.of("node-3"), Fate.LOST),
            new Lost(
                5,
                9,
                List.of("node-2", "node-3"),
                List.of("node-2", "node-3"),
                Fate.WAITS_FOR_OTHERS));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void get_withoutANode_tellsAllThatWaits() {
    Rest.Answer answer = rest.get(LOST);
    assertThat(answer.text()).startsWith("{\"nodes\":[],\"partitions\":[{\"partition\":3,");
  }

  @Test
  void get_tellsWhatWaits_andChangesNothing() {
    assertThat(rest.get(LOST + "?node=node-3").text())
        .startsWith(
            "{\"nodes\":[\"node-3\"],\"partitions\":[{\"partition\":3,\"epoch\":7,"
                + "\"copies\":[\"node-3\"],\"waitsFor\":[\"node-3\"],\"fate\":\"lost\"},")
        .endsWith("\"waitsFor\":[\"node-2\",\"node-3\"],\"fate\":\"waits-for-others\"}]}");
    assertThat(server.losses.givenUp).isEmpty();
  }

  @Test
  void post_givesUpWhatIsLost() {
    Rest.Answer answer = rest.post(LOST + "?node=node-3&partitions=all" + DO_IT, "");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().get("partitions")).hasSize(2);
    assertThat(server.losses.givenUp).containsExactly(3, 4);
  }

  @Test
  void post_ofOnePartition_givesUpThatAlone() {
    assertThat(rest.post(LOST + "?node=node-3&partitions=4" + DO_IT, "").status()).isEqualTo(200);
    assertThat(server.losses.givenUp).containsExactly(4);
  }

  @Test
  void post_whereOneIsNotLost_doesNothing() {
    Rest.Answer answer = rest.post(LOST + "?node=node-3&partitions=4,5" + DO_IT, "");
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.problem()).isEqualTo("not-lost");
    assertThat(answer.detail())
        .isEqualTo("partitions [5] do not wait for node-3 alone: nothing was given up");
    assertThat(server.losses.givenUp).isEmpty();
  }

  @Test
  void post_whereNothingIsLost_saysSo() {
    server.losses.lost = List.of();
    assertThat(rest.post(LOST + "?node=node-3&partitions=all" + DO_IT, "").detail())
        .isEqualTo("no partition waits for node-3 alone: nothing was given up");
  }

  @Test
  void nodeThatIsThere_isNotGivenUp() {
    server.losses.refusal = Optional.of("node-3 is a member");
    assertThat(rest.get(LOST + "?node=node-3").problem()).isEqualTo("not-lost");
    assertThat(rest.post(LOST + "?node=node-3&partitions=all" + DO_IT, "").detail())
        .isEqualTo("node-3 is a member");
    assertThat(server.losses.givenUp).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "?node=node-3",
        "?node=node-3&partitions=all",
        "?node=node-3&partitions=all&confirm=yes",
        "?partitions=all" + DO_IT,
        "?node=" + "&partitions=all" + DO_IT,
        "?node=node-3" + DO_IT,
        "?node=node-3&partitions=-1" + DO_IT,
        "?node=node-3&partitions=" + DO_IT,
        "?node=node-3&partitions=all&force=true" + DO_IT
      })
  void post_thatIsNotMeant_isRefused(String query) {
    assertThat(rest.post(LOST + query, "").problem()).isEqualTo("invalid-parameter");
    assertThat(server.losses.givenUp).isEmpty();
  }
}
