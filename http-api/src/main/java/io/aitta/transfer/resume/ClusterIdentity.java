package io.aitta.transfer.resume;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * By what a cluster is known again: its name, and where its members are. Members come and go, so
 * one that is in both is enough.
 */
public record ClusterIdentity(String name, Set<String> members) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Nothing is null. */
  public ClusterIdentity {
    requireNonNull(name, "name is null");
    members = Collections.unmodifiableSet(new TreeSet<>(members));
  }

  /** Reads it from what {@code GET /v1/cluster} answers, or from what {@link #toJson} wrote. */
  public static ClusterIdentity of(JsonNode view) {
    Set<String> members = new TreeSet<>();
    view.path("members").forEach(member -> members.add(member.path("address").asText()));
    return new ClusterIdentity(view.path("name").asText(), members);
  }

  /** Whether that is another cluster, as far as can be told. */
  public boolean isOther(ClusterIdentity other) {
    return !name.equals(other.name) || Collections.disjoint(members, other.members);
  }

  ObjectNode toJson() {
    ObjectNode json = JSON.createObjectNode().put("name", name);
    ArrayNode array = json.putArray("members");
    members.forEach(address -> array.addObject().put("address", address));
    return json;
  }

  @Override
  public String toString() {
    return name + " " + members;
  }
}
