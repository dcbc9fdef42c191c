package io.aitta.register;

import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.core.replication.configuration.Configuration;
import io.aitta.register.ConfigurationRegister.Answer;
import io.aitta.register.ConfigurationRegister.Answer.Decided;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** All members of a cluster want what they want; all they hear has to be of one history. */
final class Rivals {
  private final TestingCluster cluster;
  private final Map<String, Configuration> decided = new HashMap<>();
  private final Map<Integer, Long> latest = new HashMap<>();

  Rivals(TestingCluster cluster) {
    this.cluster = cluster;
  }

  /** What was decided: of each key and version one configuration. */
  Map<String, Configuration> decided() {
    return decided;
  }

  /** All living members read a key, and then propose at once what comes next. */
  void propose(int key) {
    Map<TestingMember, List<Answer>> reads = read(key);
    List<List<Answer>> proposals =
        reads.entrySet().stream()
            .flatMap(read -> propose(key, read.getKey(), read.getValue()).stream())
            .toList();
    cluster.run(TestingMember.TIMEOUT);
    proposals.forEach(answers -> note(key, answers));
  }

  /** All living members read a key; nobody may hear what is older than what was known before. */
  Map<TestingMember, List<Answer>> read(int key) {
    long before = latest.getOrDefault(key, 0L);
    Map<TestingMember, List<Answer>> reads =
        cluster.living().stream()
            .collect(Collectors.toMap(member -> member, member -> member.read(key)));
    cluster.run(TestingMember.TIMEOUT);
    reads.forEach((member, answers) -> note(key, answers));
    reads.values().forEach(answers -> checkNotOlder(answers.get(0), before));
    return reads;
  }

  private Optional<List<Answer>> propose(int key, TestingMember member, List<Answer> read) {
    return read.get(0) instanceof Decided known
        ? Optional.of(member.propose(key, known.current(), next(known.current(), member)))
        : Optional.empty();
  }

  private static Configuration next(Optional<Configuration> current, TestingMember member) {
    return current
        .map(known -> known.lostTo(member.id()))
        .orElseGet(() -> Configuration.first(1, member.id()));
  }

  private static void checkNotOlder(Answer answer, long before) {
    if (answer instanceof Decided end) {
      assertThat(end.current().map(Configuration::version).orElse(0L))
          .isGreaterThanOrEqualTo(before);
    }
  }

  private void note(int key, List<Answer> answers) {
    assertThat(answers).as("each call is answered once").hasSize(1);
    if (answers.get(0) instanceof Decided end && end.current().isPresent()) {
      Configuration current = end.current().get();
      Configuration known = decided.putIfAbsent(key + "/" + current.version(), current);
      assertThat(known == null ? current : known).isEqualTo(current);
      latest.merge(key, current.version(), Math::max);
    }
  }
}
