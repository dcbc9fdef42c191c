package io.aitta.join;

import com.typesafe.config.Config;
import java.util.Arrays;
import java.util.List;
import org.apache.pekko.cluster.ConfigValidation;
import org.apache.pekko.cluster.Invalid;
import org.apache.pekko.cluster.JoinConfigCompatChecker;
import org.apache.pekko.cluster.Valid;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Lets no node join that differs in a {@link CommonSetting}. The cluster creates it by its name in
 * {@code reference.conf}. Nodes without Aitta pass.
 */
public final class AittaJoinCheck extends JoinConfigCompatChecker {
  @Override
  public Seq<String> requiredKeys() {
    return seq(Arrays.stream(CommonSetting.values()).map(CommonSetting::key).toList());
  }

  @Override
  public ConfigValidation check(Config theirs, Config ours) {
    ClusterFacts there = ClusterFacts.of(theirs);
    ClusterFacts here = ClusterFacts.of(ours);
    List<String> differences =
        here.differencesFrom(there).stream()
            .map(
                setting ->
                    "%s is %s there and %s here"
                        .formatted(
                            setting.key(), there.values().get(setting), here.values().get(setting)))
            .toList();
    return differences.isEmpty() ? Valid.getInstance() : new Invalid(seq(differences));
  }

  private static Seq<String> seq(List<String> strings) {
    return CollectionConverters.asScala(strings).toList();
  }
}
