package io.aitta.register;

import static org.awaitility.Awaitility.await;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.aitta.core.register.model.VoterId;
import io.aitta.core.replication.configuration.Configuration;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.directory.DirectorySettings;
import io.aitta.directory.NodeDirectory;
import io.aitta.directory.NodeIdentity;
import io.aitta.link.Link;
import io.aitta.link.LinkListener;
import io.aitta.link.Undelivered;
import io.aitta.protocol.Message;
import io.aitta.protocol.NodeReplication;
import io.aitta.protocol.NodeStatus;
import io.aitta.protocol.VoterPost;
import io.aitta.register.ConfigurationRegister.Answer;
import io.aitta.testing.cluster.TestingNetwork;
import io.aitta.voter.VoterStore;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Down;
import org.apache.pekko.cluster.typed.Join;

/** A node that has a directory and its part in the register, over a network in memory. */
final class TestingRegisterNode implements LinkListener {
  private final TestingNetwork network;
  private final ActorSystem<Void> system;
  private final Address address;
  private final NodeIdentity identity;
  private final NodeDirectory directory;
  private final VoterStore store;
  private final RegisterNode register;

  private TestingRegisterNode(TestingNetwork network, Config config) {
    this.network = network;
    this.system = ActorSystem.create(Behaviors.empty(), "aitta", config);
    this.address = Cluster.get(system).selfMember().address();
    this.identity =
        NodeIdentity.of(system, config.getString("aitta.name"), "test", System.currentTimeMillis());
    Link link = network.connect(address, this);
    this.directory =
        NodeDirectory.start(system, DirectorySettings.of(config), identity, link, () -> 0);
    RegisterSettings settings = RegisterSettings.of(config);
    this.store = VoterStore.open(settings.directory(), member().node(), member().incarnation());
    RegisterNode.closeWith(system, store);
    this.register = RegisterNode.start(system, settings, identity, store, directory, link);
  }

  /**
   * Starts a node.
   *
   * @param settings HOCON that goes before everything else
   */
  static TestingRegisterNode start(TestingNetwork network, String settings) {
    Config config =
        ConfigFactory.parseString(settings)
            .withFallback(ConfigFactory.parseResources("testing-node.conf"))
            .withFallback(ConfigFactory.parseResources("aitta-node.conf"))
            .withFallback(ConfigFactory.defaultReference())
            .resolve();
    return new TestingRegisterNode(network, config);
  }

  void join(TestingRegisterNode other) {
    Cluster.get(system).manager().tell(new Join(other.address));
  }

  /** Has the cluster let the other one go. */
  void down(TestingRegisterNode other) {
    Cluster.get(system).manager().tell(new Down(other.address));
  }

  VoterId voter() {
    return store.self().voter();
  }

  MemberId member() {
    return identity.member();
  }

  RegisterNode register() {
    return register;
  }

  CompletableFuture<Answer> read(int partition) {
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    register.read(partition, answer::complete);
    return answer;
  }

  CompletableFuture<Answer> propose(
      int partition, Optional<Configuration> expected, Configuration next) {
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    register.propose(partition, expected, next, answer::complete);
    return answer;
  }

  /** Says that it is about to leave. */
  void announceLeaving() {
    directory.announce(NodeReplication::asLeaving);
  }

  /** Stops without a word to the others, for good; its directory is another's to open then. */
  void crash() {
    network.disconnect(address);
    system.terminate();
    await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> system.getWhenTerminated().toCompletableFuture().isDone());
  }

  @Override
  public void onMessage(Address from, Message message) {
    if (message instanceof NodeStatus status) {
      directory.onStatus(from, status);
    } else if (message instanceof VoterPost post) {
      register.onVoterPost(from, post);
    }
  }

  @Override
  public void onUndelivered(Address to, Message message, Undelivered why) {}
}
