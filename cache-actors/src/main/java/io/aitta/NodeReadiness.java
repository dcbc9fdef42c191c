package io.aitta;

import io.aitta.catalog.CatalogKeeper;
import io.aitta.directory.Directory;
import io.aitta.register.RegisterView;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;

/** Whether a node can serve: it is a member, sees a majority, knows the caches and the leaders. */
final class NodeReadiness {
  private final Cluster cluster;
  private final Directory directory;
  private final CatalogKeeper catalog;
  private final IntSupplier running;
  private final Supplier<RegisterView> register;
  private final int partitions;

  NodeReadiness(
      Cluster cluster,
      Directory directory,
      CatalogKeeper catalog,
      IntSupplier running,
      Supplier<RegisterView> register,
      int partitions) {
    this.cluster = cluster;
    this.directory = directory;
    this.catalog = catalog;
    this.running = running;
    this.register = register;
    this.partitions = partitions;
  }

  /** Why it cannot; empty when it can. Never blocks. */
  Optional<String> notReadyBecause() {
    Member self = cluster.selfMember();
    if (!self.status().equals(MemberStatus.up())) {
      return Optional.of("the node is " + self.status() + ", not Up");
    }
    int read = running.getAsInt();
    if (read < partitions) {
      return Optional.of(
          "the node has read " + read + " of " + partitions + " partitions from its disk so far");
    }
    if (!directory.hasQuorum()) {
      return Optional.of("the node does not see a majority of the cluster");
    }
    if (!catalog.hasSynced()) {
      return Optional.of("the node has not learned yet which caches there are");
    }
    long leaderless =
        IntStream.range(0, partitions).filter(p -> directory.leaderOf(p).isEmpty()).count();
    return leaderless == 0
        ? Optional.empty()
        : Optional.of(leaderless + " of " + partitions + " partitions have no leader yet" + why());
  }

  private String why() {
    return register.get().standstill().map(now -> ": " + now.sentence()).orElse("");
  }
}
