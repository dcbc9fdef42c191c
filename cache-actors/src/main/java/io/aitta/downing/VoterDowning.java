package io.aitta.downing;

import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.cluster.Cluster;
import org.apache.pekko.cluster.DowningProvider;
import scala.Option;
import scala.concurrent.duration.FiniteDuration;
import scala.jdk.javaapi.DurationConverters;

/**
 * The downing of a cluster that keeps Aitta's partitions: the part that has a majority of the
 * register's voters goes on, the rest waits. For {@code pekko.cluster.downing-provider-class}; its
 * settings are those of {@code aitta.downing}.
 */
public final class VoterDowning extends DowningProvider {
  private final ActorSystem system;
  private final DowningSettings settings;

  /**
   * Called by Pekko.
   *
   * @throws IllegalArgumentException with a sentence, when a setting is out of its bounds
   */
  public VoterDowning(ActorSystem system) {
    this.system = system;
    this.settings = DowningSettings.of(system.settings().config());
  }

  @Override
  public FiniteDuration downRemovalMargin() {
    FiniteDuration margin = Cluster.get(system).settings().DownRemovalMargin();
    return margin.toNanos() == 0 ? DurationConverters.toScala(settings.stableAfter()) : margin;
  }

  @Override
  public Option<Props> downingActorProps() {
    return Option.apply(DowningActor.props(settings));
  }
}
