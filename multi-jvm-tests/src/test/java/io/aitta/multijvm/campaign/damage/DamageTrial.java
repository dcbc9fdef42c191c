package io.aitta.multijvm.campaign.damage;

import io.aitta.join.LastWords;
import io.aitta.multijvm.campaign.damage.Outcome.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/**
 * One node on damaged files.
 *
 * @param damage what happened to them
 * @param done that, at length
 */
record DamageTrial(NodeDamage damage, String done, Outcome outcome) {
  /** A node that needs longer waits for something. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /**
   * Damages a copy of the files and starts a node on it; one that ends is started again, as it
   * would be by whoever watches over it.
   *
   * @param only a part of the names of what may be done
   * @param directory that is not there, and is not afterwards
   */
  static DamageTrial run(WrittenNode written, String only, Path directory, Random random)
      throws IOException, InterruptedException {
    NodeFiles files = written.files().copy();
    NodeFiles older = written.older().get(random.nextInt(written.older().size()));
    NodeDamage damage = NodeDamage.draw(only, random);
    String done = damage.apply(files, older, random);
    files.write(directory.resolve("data").resolve(WrittenNode.NAME));
    try {
      Outcome first = start(written.expected(), directory);
      return first.kind() == Kind.ENDED
          ? new DamageTrial(damage, done, first.or(start(written.expected(), directory)))
          : new DamageTrial(damage, done, first);
    } finally {
      NodeFiles.delete(directory);
    }
  }

  /** On files as they are. */
  static Outcome start(Expected expected, Path directory) throws InterruptedException {
    try (TrialNode node = TrialNode.start(directory)) {
      boolean ready = node.awaitReady(PATIENCE);
      return judge(node, ready, Reading.of(node.url(), expected));
    } catch (RuntimeException refused) {
      LastWords words = LastWords.ofFailure(refused, TrialNode.config(directory));
      return Outcome.of(
          words.exitCode() == LastWords.FAILURE ? Kind.UNCLEAR : Kind.REFUSED, words.sentence());
    }
  }

  private static Outcome judge(TrialNode node, boolean ready, Reading reading) {
    if (!reading.wrong().isEmpty()) {
      return new Outcome(Kind.WRONG, reading.wrong());
    }
    if (node.lastWords().isPresent()) {
      return Outcome.of(Kind.ENDED, node.lastWords().get());
    }
    if (reading.unread().isEmpty() && ready) {
      return Outcome.of(Kind.RIGHT, "");
    }
    return new Outcome(
        Kind.UNCLEAR, reading.unread().isEmpty() ? List.of("not ready") : reading.unread());
  }
}
