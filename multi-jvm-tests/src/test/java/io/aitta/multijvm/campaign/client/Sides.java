package io.aitta.multijvm.campaign.client;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The sides that a cut has made of the nodes, and how soon nodes of each answered what. Safe for
 * use by several threads.
 */
public final class Sides {
  private final Map<String, List<Duration>> answers = new TreeMap<>();
  private volatile Map<String, String> sides = Map.of();

  /** From now on nodes are on these sides, by what people call them. */
  public void divide(Map<URI, String> nodes) {
    Map<String, String> byAuthority = new TreeMap<>();
    nodes.forEach((node, side) -> byAuthority.put(node.getAuthority(), side));
    sides = Map.copyOf(byAuthority);
  }

  /** From now on there are none. */
  public void unite() {
    sides = Map.of();
  }

  /** The side that a request goes to. */
  Optional<String> of(URI request) {
    return Optional.ofNullable(sides.get(request.getAuthority()));
  }

  /** Enters how a request ended that was sent to a side while there was one. */
  void answered(String side, String answer, Duration took) {
    synchronized (answers) {
      answers.computeIfAbsent(side + " " + answer, unseen -> new ArrayList<>()).add(took);
    }
  }

  /** How long requests took, by side and answer. */
  public Map<String, List<Duration>> answers() {
    synchronized (answers) {
      Map<String, List<Duration>> copy = new TreeMap<>();
      answers.forEach((what, took) -> copy.put(what, List.copyOf(took)));
      return copy;
    }
  }
}
