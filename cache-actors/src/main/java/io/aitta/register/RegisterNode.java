package io.aitta.register;

import static java.util.Objects.requireNonNull;

import io.aitta.core.register.model.Generation;
import io.aitta.core.register.model.RegisterValue;
import io.aitta.core.register.proposer.Change;
import io.aitta.core.replication.configuration.Configuration;
import io.aitta.core.replication.configuration.ConfigurationFormat;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.directory.NodeDirectory;
import io.aitta.directory.NodeIdentity;
import io.aitta.link.Link;
import io.aitta.protocol.NodeReplication;
import io.aitta.protocol.VoterPost;
import io.aitta.voter.VoterStore;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.pekko.Done;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.cluster.typed.Cluster;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node's part in the register of configurations: its voter, and its way to all voters. It lasts
 * as long as the actor system. Thread-safe; nothing here blocks.
 *
 * <p>Answers are given on the register's own thread, so who is told may not block it.
 */
public final class RegisterNode implements ConfigurationRegister {
  private static final Logger LOG = LoggerFactory.getLogger(RegisterNode.class);
  private static final int MOST_QUEUED_POSTS = 16_384;

  private final RegisterSettings settings;
  private final RegisterCounters counters = new RegisterCounters();
  private final Intake calls;
  private final Intake posts = new Intake(MOST_QUEUED_POSTS);
  private final Announcement announcement;
  private final ActorRef<RegisterEvent> actor;

  private RegisterNode(
      ActorSystem<?> system,
      RegisterSettings settings,
      NodeIdentity identity,
      VoterStore store,
      NodeDirectory directory,
      Link link) {
    this.settings = settings;
    this.calls = new Intake(settings.maxOpenCalls());
    this.announcement = new Announcement(directory, store);
    MemberId self = identity.member();
    Outlet outlet = new NodeOutlet(directory, link, counters, announcement);
    Registrar registrar =
        new Registrar(
            self,
            settings,
            store,
            System::currentTimeMillis,
            new SplittableRandom(identity.incarnation()),
            outlet);
    Cluster cluster = Cluster.get(system);
    ClusterRoster members = new ClusterRoster(self, settings.role(), cluster::state, directory);
    actor =
        system.systemActorOf(
            RegisterActor.create(registrar, members::look, posts, System::nanoTime),
            "aitta-register",
            DispatcherSelector.fromConfig(RegisterSettings.DISPATCHER));
  }

  /**
   * Starts the part of a node that is or will be a member of a cluster.
   *
   * @param store what this process's voter keeps its words in; closed when all actors of the system
   *     have ended, and not before: then others may count this process as dead
   * @param directory says which generation of voters this node knows, and where others live
   * @param link carries {@link VoterPost}s
   */
  public static RegisterNode start(
      ActorSystem<?> system,
      RegisterSettings settings,
      NodeIdentity identity,
      VoterStore store,
      NodeDirectory directory,
      Link link) {
    return new RegisterNode(system, settings, identity, store, directory, link);
  }

  /**
   * Has what a voter keeps its words in closed when all actors of the system have ended, at once
   * where they have; to be called as soon as it is open, whatever becomes of the start.
   */
  public static void closeWith(ActorSystem<?> system, VoterStore store) {
    try {
      Adapter.toClassic(system).registerOnTermination(() -> close(store));
    } catch (RejectedExecutionException ended) {
      close(store);
      throw ended;
    }
  }

  @Override
  public void read(int partition, Consumer<Answer> then) {
    ask(new Change.Read(partition), then);
  }

  @Override
  public void propose(
      int partition, Optional<Configuration> expected, Configuration next, Consumer<Answer> then) {
    ask(new Change.Swap(partition, expected.map(RegisterNode::value), value(next)), then);
  }

  /** Takes in what the voter or the proposer of another node said. */
  public void onVoterPost(Address from, VoterPost post) {
    RegisterEvent event = new RegisterEvent.Posted(requireNonNull(from), requireNonNull(post));
    if (posts.admit()) {
      actor.tell(event);
    } else {
      counters.countPostDropped();
    }
  }

  /** Says that a process has ended for certain; silence is no proof. */
  public void onDied(MemberId member) {
    actor.tell(new RegisterEvent.Died(requireNonNull(member, "member is null")));
  }

  /** The voters that this node asks; empty until any are known. */
  public Optional<Generation> generation() {
    return announcement.view().generation();
  }

  /** The register as this node sees it now. */
  public RegisterView view() {
    return announcement.view();
  }

  /**
   * Ends once the others can do without this node's voter. A node that leaves says first that it is
   * leaving ({@link NodeReplication#leaving}), then waits for this with its voter alive.
   *
   * @param patience after which it ends in any case
   */
  public CompletionStage<Done> dispensable(Duration patience) {
    CompletableFuture<Done> dispensable = new CompletableFuture<>();
    actor.tell(new RegisterEvent.Leaving(dispensable));
    return dispensable.completeOnTimeout(
        Done.getInstance(), patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** What was done and dropped so far. */
  public RegisterCounters.Snapshot counters() {
    return counters.snapshot();
  }

  private static void close(VoterStore store) {
    try {
      store.close();
    } catch (IOException failed) {
      LOG.warn("The register's directory could not be closed; the end of the process will", failed);
    }
  }

  private void ask(Change change, Consumer<Answer> then) {
    requireNonNull(then, "then is null");
    counters.countCall();
    if (calls.admit()) {
      long deadline = System.nanoTime() + settings.timeout().toNanos();
      actor.tell(new RegisterEvent.Asked(new Call(change, deadline, end -> finish(then, end))));
    } else {
      counters.countRefused();
      answer(then, new Answer.Undecided("nothing was asked: too many calls are open on this node"));
    }
  }

  private void finish(Consumer<Answer> then, Answer answer) {
    calls.release();
    answer(then, answer);
  }

  private void answer(Consumer<Answer> then, Answer answer) {
    if (answer instanceof Answer.Undecided) {
      counters.countUndecided();
    }
    try {
      then.accept(answer);
    } catch (RuntimeException fault) {
      LOG.error("Who asked the register could not take its answer {}", answer, fault);
    }
  }

  private static RegisterValue value(Configuration configuration) {
    return RegisterValue.copyOf(ConfigurationFormat.toBytes(configuration));
  }
}
