package io.aitta.example;

import static io.aitta.testing.Awaiting.answerOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.example.QuickStart.User;
import io.aitta.testing.cluster.AittaSystems;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The first lines do what they say, on every node of a cluster. */
class QuickStartTest {
  private static AittaSystems cluster;

  @BeforeAll
  static void start() {
    cluster = AittaSystems.start(2);
  }

  @AfterAll
  static void stop() {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void visits_raceOnTwoNodes_noneIsLost() {
    QuickStart here = new QuickStart(cluster.system(0));
    QuickStart there = new QuickStart(cluster.system(1));
    answerOf(here.keep("u1", new User("Aino", 0)));

    List<CompletionStage<User>> visits =
        Stream.generate(() -> List.of(here, there))
            .limit(20)
            .flatMap(List::stream)
            .map(node -> node.visit("u1"))
            .toList();
    visits.forEach(visit -> answerOf(visit));

    assertThat(answerOf(there.find("u1"))).contains(new User("Aino", 40));
  }
}
