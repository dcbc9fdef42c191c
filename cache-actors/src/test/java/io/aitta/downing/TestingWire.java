package io.aitta.downing;

import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.remote.RemoteActorRefProvider;

/** What two actor systems in their test mode say to each other, which can be kept back. */
@SuppressWarnings("deprecation") // Pekko has no other words for this to its present transport.
final class TestingWire {
  private final ActorSystem<?> one;
  private final ActorSystem<?> other;

  private TestingWire(ActorSystem<?> one, ActorSystem<?> other) {
    this.one = one;
    this.other = other;
  }

  static TestingWire between(ActorSystem<?> one, ActorSystem<?> other) {
    return new TestingWire(one, other);
  }

  /** From now on nothing arrives, in silence. */
  void cut() {
    set(org.apache.pekko.remote.transport.ThrottlerTransportAdapter.blackholeThrottleMode());
  }

  /** From now on everything arrives again. */
  void heal() {
    set(org.apache.pekko.remote.transport.ThrottlerTransportAdapter.unthrottledThrottleMode());
  }

  private void set(org.apache.pekko.remote.transport.ThrottlerTransportAdapter.ThrottleMode mode) {
    set(mode, one, other);
    set(mode, other, one);
  }

  private static void set(
      org.apache.pekko.remote.transport.ThrottlerTransportAdapter.ThrottleMode mode,
      ActorSystem<?> from,
      ActorSystem<?> to) {
    ((RemoteActorRefProvider) ((ExtendedActorSystem) Adapter.toClassic(from)).provider())
        .transport()
        .managementCommand(
            new org.apache.pekko.remote.transport.ThrottlerTransportAdapter.SetThrottle(
                Cluster.get(to).selfMember().address(),
                org.apache.pekko.remote.transport.ThrottlerTransportAdapter.bothDirection(),
                mode));
  }
}
