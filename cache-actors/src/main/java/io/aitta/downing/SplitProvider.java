package io.aitta.downing;

import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.cluster.Cluster;
import org.apache.pekko.cluster.DowningProvider;
import org.apache.pekko.cluster.sbr.SplitBrainResolver;
import org.apache.pekko.cluster.sbr.SplitBrainResolverProvider;
import org.apache.pekko.cluster.sbr.SplitBrainResolverSettings;
import scala.Option;
import scala.concurrent.duration.FiniteDuration;

/**
 * Pekko's split brain resolver, with settings and all, whose strategy {@code keep-majority} lets go
 * of no more nodes than needed when single links are broken. Named in {@code
 * pekko.cluster.downing-provider-class}; other strategies are Pekko's own.
 */
public final class SplitProvider extends DowningProvider {
  private final ActorSystem system;
  private final SplitBrainResolverSettings settings;
  private final SplitBrainResolverProvider pekkos;

  /** Pekko makes it by its name. */
  public SplitProvider(ActorSystem system) {
    this.system = system;
    settings = new SplitBrainResolverSettings(system.settings().config());
    pekkos = new SplitBrainResolverProvider(system);
  }

  @Override
  public FiniteDuration downRemovalMargin() {
    return pekkos.downRemovalMargin();
  }

  @Override
  public Option<Props> downingActorProps() {
    return settings.DowningStrategy().equals(SplitBrainResolverSettings.KeepMajorityName())
        ? Option.apply(SplitBrainResolver.props(settings.DowningStableAfter(), strategy()))
        : pekkos.downingActorProps();
  }

  private KeepConnected strategy() {
    Cluster cluster = Cluster.get(system);
    return new KeepConnected(
        cluster.selfDataCenter(), settings.keepMajorityRole(), cluster.selfUniqueAddress());
  }
}
