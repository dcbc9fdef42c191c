package io.aitta.core.replication.configuration;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Who leads a partition and who holds everything that was acknowledged. The register decides one
 * configuration after another; each says by its version which one it follows.
 *
 * @param epoch grows with each primary
 * @param version grows by one with each configuration
 * @param primary leads; one of those in sync
 * @param inSync holds every acknowledged write; 1 to {@link #MAX_IN_SYNC} members
 * @param losses how often the partition began anew because nobody who was in sync lived
 */
public record Configuration(
    long epoch, long version, MemberId primary, SortedSet<MemberId> inSync, int losses) {
  /** The most copies in sync: four, and others that are about to take their places. */
  public static final int MAX_IN_SYNC = 8;

  /**
   * @throws IllegalArgumentException when it contradicts itself or is out of its bounds
   */
  public Configuration {
    requireNonNull(primary, "primary is null");
    inSync = Collections.unmodifiableSortedSet(new TreeSet<>(inSync));
    if (epoch < 1 || version < 1 || losses < 0) {
      throw new IllegalArgumentException("no such configuration: " + epoch + ", " + version);
    }
    if (!inSync.contains(primary) || inSync.size() > MAX_IN_SYNC) {
      throw new IllegalArgumentException(
          "of 1 to " + MAX_IN_SYNC + " in sync the primary " + primary + " is one: " + inSync);
    }
  }

  /** The first of a partition, which is empty. */
  public static Configuration first(long epoch, MemberId founder) {
    return new Configuration(epoch, 1, founder, only(founder), 0);
  }

  /** The next one with the same primary and these in sync. */
  public Configuration withInSync(Set<MemberId> members) {
    return new Configuration(epoch, version + 1, primary, new TreeSet<>(members), losses);
  }

  /** The next one, in the next epoch: that member leads, those that are lost hold nothing. */
  public Configuration succeededBy(MemberId successor, Set<MemberId> lost) {
    SortedSet<MemberId> left = new TreeSet<>(inSync);
    left.removeAll(lost);
    return new Configuration(epoch + 1, version + 1, successor, left, losses);
  }

  /** The next one, in the next epoch: what there was is lost, that member begins anew. */
  public Configuration lostTo(MemberId founder) {
    return new Configuration(epoch + 1, version + 1, founder, only(founder), losses + 1);
  }

  /** The next one, in the next epoch: that member leads with a copy that it had on its disk. */
  public Configuration returnedTo(MemberId member) {
    return new Configuration(epoch + 1, version + 1, member, only(member), losses);
  }

  /** Whether this is decided later than the other, even where the register was lost between. */
  public boolean isAfter(Configuration other) {
    return epoch > other.epoch || (epoch == other.epoch && version > other.version);
  }

  private static SortedSet<MemberId> only(MemberId member) {
    return new TreeSet<>(Set.of(member));
  }
}
