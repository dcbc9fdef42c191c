package io.aitta;

import com.typesafe.config.Config;
import io.aitta.catalog.CatalogAuthority;
import io.aitta.catalog.CatalogKeeper;
import io.aitta.catalog.CatalogShelf;
import io.aitta.core.catalog.Catalog;
import io.aitta.core.placement.Partitioning;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.core.store.NodeBudgets;
import io.aitta.directory.NodeDirectory;
import io.aitta.directory.NodeIdentity;
import io.aitta.downing.KnownVoters;
import io.aitta.durability.DiskProvider;
import io.aitta.durability.NodeDisk;
import io.aitta.join.CannotGoOn;
import io.aitta.join.Join;
import io.aitta.join.UnknownSettings;
import io.aitta.link.ArteryLink;
import io.aitta.register.RegisterNode;
import io.aitta.register.RegisterView;
import io.aitta.replica.LostCopies;
import io.aitta.replica.Replicas;
import io.aitta.routing.ClusterGateway;
import io.aitta.routing.MessageSwitch;
import io.aitta.sensor.SensorWatch;
import io.aitta.settings.AittaSettings;
import io.aitta.voter.VoterStore;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pekko.Done;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.cluster.typed.Cluster;

/** The rooms of one node, joined; they start together and stop with the actor system. */
final class NodeParts {
  /** Shorter than the phase of the shutdown in which it is waited for. */
  static final Duration DRAIN = Duration.ofSeconds(2);

  private final ActorSystem<?> system;
  private final AittaSettings settings;
  private final NodeIdentity identity;
  private final ScheduledExecutorService timer;
  private final LateListener listener = new LateListener();
  private final AtomicReference<Catalog> actedBy = new AtomicReference<>(Catalog.EMPTY);
  private final ArteryLink link;
  private final NodeDirectory directory;
  private final RegisterNode register;
  private final Replicas replicas;
  private final CatalogKeeper catalog;
  private final CatalogAuthority authority;
  private final ClusterGateway gateway;
  private final MessageSwitch messages;
  private final SensorWatch sensor;
  private final Join join;

  private NodeParts(
      ActorSystem<?> system,
      AittaSettings settings,
      NodeIdentity identity,
      VoterStore store,
      Optional<NodeDisk> disk,
      ScheduledExecutorService timer) {
    this.system = system;
    this.settings = settings;
    this.identity = identity;
    this.timer = timer;
    CatalogShelf shelf = new CatalogShelf(disk);
    actedBy.set(shelf.kept());
    link = ArteryLink.create(Adapter.toClassic(system), settings.link(), listener);
    directory =
        NodeDirectory.start(
            system, settings.directory(), identity, link, () -> actedBy.get().digest());
    KnownVoters.of(Adapter.toClassic(system)).askedOf(directory::electorate);
    register = RegisterNode.start(system, settings.register(), identity, store, directory, link);
    replicas =
        Replicas.start(
            system,
            settings.placement(),
            settings.replicas(),
            new Replicas.Surroundings(
                identity,
                directory,
                link,
                register,
                actedBy::get,
                new NodeBudgets(),
                disk,
                this::end));
    catalog = new CatalogKeeper(directory, link, shelf, this::actBy, timer);
    Executor executor = system.executionContext();
    authority =
        new CatalogAuthority(
            directory, replicas, link, catalog, executor, timer, NodeParts::millis);
    gateway =
        new ClusterGateway(
            identity.incarnation(),
            settings.gateway(),
            new Partitioning(partitions()),
            new ClusterGateway.Surroundings(directory, replicas, link, catalog, authority),
            executor,
            timer,
            NodeParts::millis);
    messages =
        new MessageSwitch(
            link,
            replicas,
            gateway,
            catalog,
            authority,
            new MessageSwitch.Hearers(
                directory::onStatus, replicas::onPost, register::onVoterPost));
    sensor =
        SensorWatch.start(system, settings.sensor(), identity.member(), directory, this::onDied);
    join = Join.start(system, settings.join(), System.getenv());
  }

  /**
   * Starts them, once all settings are known to be good and the register's directory is open: a
   * node that has begun to lead partitions and does not hear would leave all requests to them
   * unanswered.
   */
  static NodeParts start(ActorSystem<?> system) {
    AittaSettings settings = settings(system);
    NodeIdentity identity = identity(system, settings);
    VoterStore store = store(settings, identity.member());
    RegisterNode.closeWith(system, store);
    Optional<NodeDisk> disk =
        DiskProvider.find(system, identity.name(), settings.placement().partitions());
    ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(NodeParts::timerThread);
    NodeParts parts = new NodeParts(system, settings, identity, store, disk, timer);
    parts.directory.onMemberRemoved(parts.link::forget);
    parts.listener.become(parts.messages);
    parts.stopWithTheSystem();
    return parts;
  }

  private static AittaSettings settings(ActorSystem<?> system) {
    Config config = system.settings().config();
    UnknownSettings.check(config, system.dynamicAccess().classLoader())
        .ifPresent(
            sentence -> {
              throw new IllegalArgumentException(sentence);
            });
    AittaSettings settings = AittaSettings.of(config);
    Join.check(settings.join(), System.getenv());
    return settings;
  }

  ClusterGateway gateway() {
    return gateway;
  }

  NodeDirectory directory() {
    return directory;
  }

  NodeIdentity identity() {
    return identity;
  }

  int partitions() {
    return settings.placement().partitions();
  }

  int copies() {
    return settings.replicas().copies();
  }

  Join join() {
    return join;
  }

  RegisterView register() {
    return register.view();
  }

  LostCopies lostCopies() {
    return replicas.lostCopies();
  }

  NodeReadiness readiness() {
    return new NodeReadiness(
        Cluster.get(system), directory, catalog, replicas::running, register::view, partitions());
  }

  NodeCounters counters() {
    return new NodeCounters(
        gateway.counters(),
        link.counters(),
        messages.answersLost(),
        listener.dropped(),
        replicas.counts(),
        replicas.ownerChanges(),
        replicas.lostCopies().givenUp(),
        replicas.dropped(),
        replicas.failed(),
        register.counters(),
        sensor.counters());
  }

  private static VoterStore store(AittaSettings settings, MemberId self) {
    return VoterStore.open(settings.register().directory(), self.node(), self.incarnation());
  }

  private static NodeIdentity identity(ActorSystem<?> system, AittaSettings settings) {
    return NodeIdentity.of(
        system, settings.name(), BuildVersion.current(), System.currentTimeMillis());
  }

  private void actBy(Catalog changed) {
    actedBy.set(changed);
    replicas.catalogChanged();
    directory.announceCatalog();
  }

  private void onDied(MemberId member) {
    register.onDied(member);
    replicas.onDied(member);
  }

  private void end(String sentence) {
    CoordinatedShutdown.get(system).run(new CannotGoOn(sentence));
  }

  /** Answers what was taken while the others still answer, then lets the system go. */
  private void stopWithTheSystem() {
    CoordinatedShutdown shutdown = CoordinatedShutdown.get(system);
    shutdown.addTask(
        CoordinatedShutdown.PhaseBeforeServiceUnbind(),
        "aitta-let-others-vote",
        () -> register.dispensable(settings.replicas().leaveTimeout()));
    shutdown.addTask(
        CoordinatedShutdown.PhaseServiceStop(),
        "aitta-answer-what-was-taken",
        () -> gateway.drain(DRAIN).thenApply(nothing -> Done.getInstance()));
    shutdown.addTask(
        CoordinatedShutdown.PhaseBeforeActorSystemTerminate(), "aitta-stop", this::stop);
  }

  private CompletionStage<Done> stop() {
    gateway.close();
    authority.close();
    catalog.close();
    timer.shutdown();
    return CompletableFuture.completedFuture(Done.getInstance());
  }

  private static long millis() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }

  private static Thread timerThread(Runnable work) {
    Thread thread = new Thread(work, "aitta-timer");
    thread.setDaemon(true);
    return thread;
  }
}
