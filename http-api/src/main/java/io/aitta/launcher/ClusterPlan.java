package io.aitta.launcher;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The nodes of a cluster on this machine, and how each is started.
 *
 * @param places where they are, in order
 * @param options what all are told
 */
record ClusterPlan(List<NodePlace> places, NodeOptions options, NodeJvm jvm) {
  ClusterPlan {
    places = List.copyOf(places);
    requireNonNull(options, "options is null");
    requireNonNull(jvm, "jvm is null");
  }

  /** The command of a first start: the first node forms the cluster at once, the others join. */
  List<String> first(NodePlace place) {
    return place.equals(places.get(0)) ? forming(place) : command(place, places);
  }

  /** The command of a node that forms a cluster at once. */
  List<String> forming(NodePlace place) {
    return command(place, List.of(place));
  }

  /** The command of a node that joins the others and never forms a cluster. */
  List<String> joining(NodePlace place) {
    Stream<NodePlace> others = places.stream().filter(other -> !other.equals(place));
    return command(place, Stream.concat(others, Stream.of(place)).toList());
  }

  private List<String> command(NodePlace place, List<NodePlace> seeds) {
    String listed = seeds.stream().map(NodePlace::seed).collect(Collectors.joining(","));
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("--name", place.name(), "--seeds", listed));
    arguments.addAll(List.of("--http-port", Integer.toString(place.httpPort())));
    arguments.addAll(List.of("--cluster-port", Integer.toString(place.clusterPort())));
    arguments.addAll(options.asArguments());
    List<String> properties =
        List.of("aitta.cluster.start-with-members=" + places.size(), NodeJvm.SUPERVISED + "=true");
    return jvm.command(properties, arguments);
  }
}
