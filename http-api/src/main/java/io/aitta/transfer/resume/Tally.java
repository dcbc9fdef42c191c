package io.aitta.transfer.resume;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What became of entries of a file.
 *
 * @param stored those that are in the cache now
 * @param bytes of their values
 * @param skipped those whose key was there already, and was left alone
 * @param expired those whose time to live was over
 * @param refused those that the cluster did not take
 */
public record Tally(long stored, long bytes, long skipped, long expired, long refused) {
  /** Of no entries. */
  public static final Tally NONE = new Tally(0, 0, 0, 0, 0);

  /** One more that was stored. */
  public Tally andStored(long moreBytes) {
    return plus(new Tally(1, moreBytes, 0, 0, 0));
  }

  /** One more that was skipped. */
  public Tally andSkipped() {
    return plus(new Tally(0, 0, 1, 0, 0));
  }

  /** One more that had expired. */
  public Tally andExpired() {
    return plus(new Tally(0, 0, 0, 1, 0));
  }

  /** One more that was refused. */
  public Tally andRefused() {
    return plus(new Tally(0, 0, 0, 0, 1));
  }

  /** Of these entries and those. */
  public Tally plus(Tally other) {
    return new Tally(
        stored + other.stored,
        bytes + other.bytes,
        skipped + other.skipped,
        expired + other.expired,
        refused + other.refused);
  }

  /** How many entries it is of. */
  public long entries() {
    return stored + skipped + expired + refused;
  }

  static Tally of(JsonNode json) {
    return new Tally(
        json.path("stored").asLong(),
        json.path("bytes").asLong(),
        json.path("skipped").asLong(),
        json.path("expired").asLong(),
        json.path("refused").asLong());
  }

  void writeTo(ObjectNode json) {
    json.put("stored", stored)
        .put("bytes", bytes)
        .put("skipped", skipped)
        .put("expired", expired)
        .put("refused", refused);
  }
}
