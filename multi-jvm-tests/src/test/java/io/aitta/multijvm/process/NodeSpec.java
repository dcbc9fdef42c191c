package io.aitta.multijvm.process;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a node is started with.
 *
 * @param place where it runs
 * @param seeds the nodes it looks for, {@code host:port} each
 * @param jvmOptions options of its JVM
 * @param extraArguments further arguments of the {@code node} command
 */
record NodeSpec(
    String name,
    Place place,
    int httpPort,
    int clusterPort,
    List<String> seeds,
    Path runDirectory,
    List<String> jvmOptions,
    List<String> extraArguments) {
  NodeSpec {
    requireNonNull(name, "name is null");
    requireNonNull(place, "place is null");
    requireNonNull(runDirectory, "runDirectory is null");
    seeds = List.copyOf(seeds);
    jvmOptions = List.copyOf(jvmOptions);
    extraArguments = List.copyOf(extraArguments);
  }

  /** The arguments of the launcher that start this node. */
  List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    arguments.add("node");
    arguments.addAll(List.of("--name", name));
    arguments.addAll(List.of("--http-port", Integer.toString(httpPort)));
    arguments.addAll(List.of("--cluster-port", Integer.toString(clusterPort)));
    arguments.addAll(List.of("--bind", place.host()));
    arguments.addAll(List.of("--seeds", String.join(",", seeds)));
    arguments.addAll(List.of("--run-dir", runDirectory.toString()));
    arguments.addAll(extraArguments);
    return arguments;
  }

  /**
   * With itself last of the nodes it looks for: who stands first forms a cluster of its own where
   * the others are slow to answer.
   */
  NodeSpec returning() {
    String itself = place.host() + ":" + clusterPort;
    Stream<String> others = seeds.stream().filter(seed -> !seed.equals(itself));
    List<String> rotated = Stream.concat(others, seeds.stream().filter(itself::equals)).toList();
    return new NodeSpec(
        name, place, httpPort, clusterPort, rotated, runDirectory, jvmOptions, extraArguments);
  }
}
