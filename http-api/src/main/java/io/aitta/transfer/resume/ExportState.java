package io.aitta.transfer.resume;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How far an export is.
 *
 * @param cache the cache that is exported
 * @param form what the file looks like inside
 * @param cluster where the cache is
 * @param marks where the export may go on
 */
public record ExportState(String cache, String form, ClusterIdentity cluster, Marks marks) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Nothing is null. */
  public ExportState {
    requireNonNull(cache, "cache is null");
    requireNonNull(form, "form is null");
    requireNonNull(cluster, "cluster is null");
    requireNonNull(marks, "marks is null");
  }

  /** Reads what {@link #toJson} wrote; empty for anything else. */
  public static Optional<ExportState> of(JsonNode json) {
    List<Mark> marks = new ArrayList<>();
    json.path("marks").forEach(mark -> marks.add(Mark.of(mark)));
    if (marks.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ExportState(
            json.path("cache").asText(),
            json.path("form").asText(),
            ClusterIdentity.of(json.path("cluster")),
            new Marks(marks)));
  }

  /** The whole of it. */
  public ObjectNode toJson() {
    ObjectNode json = JSON.createObjectNode().put("cache", cache).put("form", form);
    json.set("cluster", cluster.toJson());
    ArrayNode array = json.putArray("marks");
    marks.all().forEach(mark -> mark.writeTo(array.addObject()));
    return json;
  }
}
