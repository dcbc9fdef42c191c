package io.aitta.multijvm.process;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a node runs.
 *
 * @param host its address, for clients and for other nodes
 * @param wrapper the command that runs the node's own, which follows as arguments, in the same
 *     process; empty for none
 * @param environment additions to that of the node's process
 */
public record Place(String host, List<String> wrapper, Map<String, String> environment) {
  /** On this machine like any other process. */
  public static final Place HERE = new Place("127.0.0.1", List.of(), Map.of());

  public Place {
    requireNonNull(host, "host is null");
    wrapper = List.copyOf(wrapper);
    environment = Map.copyOf(environment);
  }

  /** The same host and wrapper, with the environment of that place as well. */
  public Place with(Map<String, String> additions) {
    Map<String, String> all = new HashMap<>(environment);
    all.putAll(additions);
    return new Place(host, wrapper, all);
  }
}
