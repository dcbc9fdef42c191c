package io.aitta.replica;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.pekko.actor.testkit.typed.javadsl.TestInbox;
import org.junit.jupiter.api.Test;

class PulseTest {
  private final Pulse pulse = new Pulse(ReplicaEvent.Signal.TICK, 3);
  private final TestInbox<ReplicaEvent> one = TestInbox.create();
  private final TestInbox<ReplicaEvent> two = TestInbox.create();

  @Test
  void beat_isToldToAllWhoListen() {
    pulse.listen(0, one.getRef());
    pulse.listen(2, two.getRef());
    pulse.beat();
    assertThat(one.getAllReceived()).containsExactly(ReplicaEvent.Signal.TICK);
    assertThat(two.getAllReceived()).containsExactly(ReplicaEvent.Signal.TICK);
  }

  @Test
  void whoHasNotGotToTheLastBeat_isNotToldAnother() {
    pulse.listen(0, one.getRef());
    pulse.beat();
    pulse.beat();
    assertThat(one.getAllReceived()).hasSize(1);
    pulse.heard(0);
    pulse.beat();
    assertThat(one.getAllReceived()).hasSize(1);
  }

  @Test
  void whoLeaves_hearsNoMore() {
    pulse.listen(0, one.getRef());
    pulse.leave(0);
    pulse.beat();
    assertThat(one.getAllReceived()).isEmpty();
  }
}
