package io.aitta.persistence.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.persistence.store.DamageTrial.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Damage at random is noticed and never served. {@link #main} does as many as one has time for. */
final class DamageTest {
  private static final int DAMAGES_A_STORE = 40;

  @TempDir private Path directory;

  @Test
  @Timeout(value = 120, unit = TimeUnit.SECONDS)
  void damage_isNoticedOrHarmless() throws IOException {
    long seed = new Random().nextLong();
    System.out.println("seed " + seed);
    Map<Outcome, Integer> outcomes = run(directory, seed, 300);
    assertThat(outcomes).containsKeys(Outcome.values());
  }

  /** Arguments: a directory, how many times, the seed of an earlier run if it is to be the same. */
  public static void main(String[] arguments) throws IOException {
    long seed = arguments.length > 2 ? Long.parseLong(arguments[2]) : new Random().nextLong();
    System.out.println("seed " + seed);
    System.out.println(run(Path.of(arguments[0]), seed, Integer.parseInt(arguments[1])));
  }

  private static Map<Outcome, Integer> run(Path directory, long seed, int times)
      throws IOException {
    Random random = new Random(seed);
    Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
    DamageTrial.Written written = null;
    for (int i = 0; i < times; i++) {
      Path place = directory.resolve("damage-" + i / DAMAGES_A_STORE);
      if (i % DAMAGES_A_STORE == 0) {
        written = DamageTrial.write(place.resolve("written"), random);
      }
      Path damaged = place.resolve("damaged-" + i);
      Outcome outcome = DamageTrial.run(written, damaged, random);
      outcomes.merge(outcome, 1, Integer::sum);
      remove(damaged);
    }
    return outcomes;
  }

  private static void remove(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
