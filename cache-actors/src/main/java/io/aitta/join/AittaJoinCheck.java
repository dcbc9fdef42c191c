package io.aitta.join;

import com.typesafe.config.Config;
import java.util.List;
import org.apache.pekko.cluster.ConfigValidation;
import org.apache.pekko.cluster.Invalid;
import org.apache.pekko.cluster.JoinConfigCompatChecker;
import org.apache.pekko.cluster.Valid;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Lets no node join that has another number of partitions or another wire version. The cluster
 * creates it by its name in {@code reference.conf}. Nodes without Aitta pass.
 */
public final class AittaJoinCheck extends JoinConfigCompatChecker {
  private static final List<String> KEYS = List.of(ClusterFacts.PARTITIONS, ClusterFacts.WIRE);

  @Override
  public Seq<String> requiredKeys() {
    return seq(KEYS);
  }

  @Override
  public ConfigValidation check(Config theirs, Config ours) {
    List<String> differences =
        KEYS.stream()
            .filter(theirs::hasPath)
            .filter(key -> theirs.getInt(key) != ours.getInt(key))
            .map(
                key ->
                    "%s is %d there and %d here"
                        .formatted(key, theirs.getInt(key), ours.getInt(key)))
            .toList();
    return differences.isEmpty() ? Valid.getInstance() : new Invalid(seq(differences));
  }

  private static Seq<String> seq(List<String> strings) {
    return CollectionConverters.asScala(strings).toList();
  }
}
