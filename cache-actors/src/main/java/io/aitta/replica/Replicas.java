package io.aitta.replica;

import io.aitta.core.catalog.Catalog;
import io.aitta.core.partition.EffectSink;
import io.aitta.core.partition.Partition;
import io.aitta.core.store.LruStore;
import io.aitta.core.store.NodeBudgets;
import io.aitta.directory.NodeDirectory;
import io.aitta.directory.NodeIdentity;
import io.aitta.protocol.Request;
import io.aitta.protocol.Response;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;

/** The partitions of a node: led here, placed by the cluster. */
public final class Replicas implements LocalPartitions {
  private final LedPartitions led;

  private Replicas(LedPartitions led) {
    this.led = led;
  }

  /**
   * Starts leading what the cluster places here, and starting what nobody leads; it lasts as long
   * as the actor system.
   *
   * @param catalog the caches there are, as this node knows them at any time; called on any thread
   */
  public static Replicas start(
      ActorSystem<?> system,
      ReplicaSettings settings,
      NodeIdentity identity,
      NodeDirectory directory,
      Supplier<Catalog> catalog,
      NodeBudgets budgets) {
    LedPartitions led = new LedPartitions(settings.partitions());
    Copies copies =
        new Copies(
            (number, epoch) ->
                new Partition(number, epoch, catalog, budgets, LruStore::new, led, EffectSink.NONE),
            identity.incarnation(),
            settings.maxQueued());
    system.systemActorOf(
        ReplicaHost.create(
            settings,
            directory,
            new HostParts(
                copies,
                led,
                directory::lastEpoch,
                partition -> floor(partition, directory.lastEpoch(partition), catalog.get()),
                leads -> {
                  budgets.leads(leads.size(), settings.partitions());
                  directory.announceLeads(leads);
                })),
        "aitta-replicas",
        Props.empty());
    return new Replicas(led);
  }

  /** Who leads partition 0 changes the catalog, in an epoch greater than any the catalog knows. */
  static long floor(int partition, long heard, Catalog catalog) {
    return partition == 0 ? Math.max(heard, catalog.latest().epoch()) : heard;
  }

  @Override
  public void deliver(Request request, Consumer<Response> replyTo) {
    led.deliver(request, replyTo);
  }

  @Override
  public Map<Integer, Long> leads() {
    return led.leads();
  }

  @Override
  public void catalogChanged() {
    led.catalogChanged();
  }
}
