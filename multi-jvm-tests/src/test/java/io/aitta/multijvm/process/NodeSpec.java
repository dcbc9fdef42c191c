package io.aitta.multijvm.process;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a node is started with.
 *
 * @param seeds the cluster ports of the nodes it looks for, all on 127.0.0.1
 * @param jvmOptions options of its JVM
 * @param extraArguments further arguments of the {@code node} command
 */
record NodeSpec(
    String name,
    int httpPort,
    int clusterPort,
    List<Integer> seeds,
    Path runDirectory,
    List<String> jvmOptions,
    List<String> extraArguments) {
  NodeSpec {
    requireNonNull(name, "name is null");
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
    arguments.addAll(List.of("--seeds", seedList()));
    arguments.addAll(List.of("--run-dir", runDirectory.toString()));
    arguments.addAll(extraArguments);
    return arguments;
  }

  private String seedList() {
    return seeds.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
  }
}
