package io.aitta.transfer.resume;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * How far an import is: all entries before one are settled, and how.
 *
 * @param cache the cache that is imported into
 * @param cluster where the cache is
 * @param file how the file is known again
 * @param settled what became of the entries so far
 */
public record ImportState(String cache, ClusterIdentity cluster, Contents file, Tally settled) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Nothing is null. */
  public ImportState {
    requireNonNull(cache, "cache is null");
    requireNonNull(cluster, "cluster is null");
    requireNonNull(file, "file is null");
    requireNonNull(settled, "settled is null");
  }

  /**
   * What is in a file that was read to its end.
   *
   * @param entries how many there are
   * @param checksum the CRC-32C of all before the trailer
   */
  public record Contents(long entries, int checksum) {}

  /** Reads what {@link #toJson} wrote. */
  public static ImportState of(JsonNode json) {
    JsonNode file = json.path("file");
    return new ImportState(
        json.path("cache").asText(),
        ClusterIdentity.of(json.path("cluster")),
        new Contents(file.path("entries").asLong(-1), file.path("checksum").asInt()),
        Tally.of(json.path("settled")));
  }

  /** The whole of it. */
  public ObjectNode toJson() {
    ObjectNode json = JSON.createObjectNode().put("cache", cache);
    json.set("cluster", cluster.toJson());
    json.putObject("file").put("entries", file.entries()).put("checksum", file.checksum());
    settled.writeTo(json.putObject("settled"));
    return json;
  }

  /** The same, further on. */
  public ImportState with(Tally further) {
    return new ImportState(cache, cluster, file, further);
  }
}
