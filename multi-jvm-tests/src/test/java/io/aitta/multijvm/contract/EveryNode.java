package io.aitta.multijvm.contract;

import io.aitta.multijvm.http.Api;
import io.aitta.multijvm.process.JvmCluster;
import io.aitta.multijvm.process.JvmNode;
import io.aitta.multijvm.process.SharedClusterExtension;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** Each node of the shared cluster in turn, with the next one beside it. */
final class EveryNode implements ArgumentsProvider {
  @Override
  public Stream<Arguments> provideArguments(
      ParameterDeclarations parameters, ExtensionContext context) {
    JvmCluster cluster = SharedClusterExtension.of(context);
    List<JvmNode> nodes = cluster.nodes();
    return IntStream.range(0, nodes.size())
        .mapToObj(i -> doors(nodes.get(i), nodes.get((i + 1) % nodes.size())))
        .map(Arguments::of);
  }

  private static Doors doors(JvmNode here, JvmNode there) {
    return new Doors(here.name(), new Api(here.url()), new Api(there.url()));
  }
}
