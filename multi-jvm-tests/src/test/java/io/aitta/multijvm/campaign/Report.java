package io.aitta.multijvm.campaign;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.aitta.multijvm.campaign.client.Ledger;
import io.aitta.multijvm.campaign.client.Sides;
import io.aitta.multijvm.campaign.client.Tails;
import io.aitta.multijvm.campaign.client.Tally;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a campaign has shown.
 *
 * @param commit of the checkout, {@code -dirty} where it had changes
 * @param idempotencyKeys whether the cluster honoured them, so that clients could retry all writes
 * @param acknowledged writes that changed something and were answered
 * @param unknown writes whose outcome their client does not know
 * @param lost acknowledged writes that are gone
 * @param outdated writes that an epoch acknowledged after a later one of their partition had
 *     acknowledged some, so that two nodes led at a time
 * @param surplus increments that nobody had asked for
 * @param violations keys whose histories are not linearizable
 * @param undecided keys of which the checker could not say
 * @param unread keys that could not be read in the end
 * @param unwritable by fault: from the fault to the first acknowledged write of a key that the
 *     struck node led
 * @param untilWhole by fault: until all nodes were there and all copies complete
 * @param unawaited what became of writes whose answers did not wait for disks
 * @param failures requests that failed, and calls that their client gave up, by how
 * @param whileCut how long requests took that were sent while links were cut, by the cut, whether
 *     the node was struck, and the answer
 * @param broken why it ended early; empty where it did not
 */
public record Report(
    String scenario,
    String commit,
    long seed,
    String begun,
    long seconds,
    int clients,
    boolean idempotencyKeys,
    Map<String, Outages.Percentiles> unwritable,
    Map<String, Outages.Percentiles> untilWhole,
    long operations,
    long acknowledged,
    long unknown,
    int keys,
    long lost,
    long outdated,
    long surplus,
    List<String> violations,
    List<String> undecided,
    List<String> unread,
    Unawaited unawaited,
    Map<String, Long> failures,
    Map<String, Outages.Percentiles> whileCut,
    List<String> broken) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Writes that were acknowledged before they were on disks, until all nodes ended at once.
   *
   * @param acknowledged how many
   * @param lost how many of them were gone afterwards
   * @param oldestMillis how long before the end the oldest of these was acknowledged
   */
  public record Unawaited(long acknowledged, long lost, long oldestMillis) {
    /** What nodes may lose: {@code aitta.persistence.max-lag}. */
    private static final long MOST_MILLIS = 100;

    static Unawaited of(Tails tails) {
      return new Unawaited(tails.written(), tails.lost(), tails.oldest().toMillis());
    }

    boolean isAllowed() {
      return oldestMillis <= MOST_MILLIS;
    }
  }

  /** Whether nothing acknowledged was lost or done twice and nothing contradicts itself. */
  public boolean isClean() {
    return lost == 0
        && outdated == 0
        && surplus == 0
        && violations.isEmpty()
        && undecided.isEmpty()
        && unread.isEmpty()
        && unawaited.isAllowed()
        && broken.isEmpty();
  }

  /** How many calls clients have given up. */
  public long givenUp() {
    return failures.entrySet().stream()
        .filter(failure -> failure.getKey().startsWith("given up"))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** Writes it as JSON. */
  public void write(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), this);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the report " + file, e);
    }
  }

  static Builder of(Plan plan, boolean idempotencyKeys) {
    return new Builder(plan, idempotencyKeys);
  }

  /** A report of a campaign that runs. */
  static final class Builder {
    private final Plan plan;
    private final boolean idempotencyKeys;
    private final Instant begun = Instant.now();
    private final List<String> broken = new ArrayList<>();

    private Builder(Plan plan, boolean idempotencyKeys) {
      this.plan = plan;
      this.idempotencyKeys = idempotencyKeys;
    }

    void broken(String why) {
      broken.add(why);
    }

    Report end(
        Ledger ledger, Audit audit, Outages outages, Sides sides, Tails tails, Tally failures) {
      return new Report(
          plan.scenario().label(),
          Commit.ofThisCheckout(),
          plan.seed(),
          begun.toString(),
          Instant.now().getEpochSecond() - begun.getEpochSecond(),
          plan.clients(),
          idempotencyKeys,
          outages.unwritable(),
          outages.untilWhole(),
          ledger.operations(),
          ledger.acknowledged(),
          ledger.unknown(),
          audit.keys(),
          audit.lost(),
          ledger.outdated(),
          audit.surplus(),
          audit.violations(),
          audit.undecided(),
          audit.unread(),
          Unawaited.of(tails),
          failures.counts(),
          Outages.percentiles(sides.answers()),
          List.copyOf(broken));
    }
  }
}
