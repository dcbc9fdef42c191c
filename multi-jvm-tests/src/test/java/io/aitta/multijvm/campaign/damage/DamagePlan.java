package io.aitta.multijvm.campaign.damage;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How many nodes are to be started on damaged files.
 *
 * @param only a part of the names of what may be done; empty for all
 * @param trials how many, unless the time is over before
 * @param trialsAWriting how many on what one node has written
 * @param parallel how many at a time
 * @param seed of what is written and of the damage, though not of what threads make of it
 * @param time after which no more are begun
 * @param directory for files
 */
public record DamagePlan(
    String only,
    int trials,
    int trialsAWriting,
    int parallel,
    long seed,
    Duration time,
    Path directory) {
  public DamagePlan {
    requireNonNull(only, "only is null");
    requireNonNull(time, "time is null");
    requireNonNull(directory, "directory is null");
    if (trials < 0 || trialsAWriting < 1 || parallel < 1) {
      throw new IllegalArgumentException(
          "%d trials, %d a writing, %d at a time".formatted(trials, trialsAWriting, parallel));
    }
  }
}
