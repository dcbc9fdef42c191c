package io.aitta.sensor;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import org.apache.pekko.actor.Address;
import org.apache.pekko.event.EventStream;
import org.apache.pekko.remote.DefaultFailureDetectorRegistry;
import org.apache.pekko.remote.FailureDetector;
import org.apache.pekko.remote.FailureDetectorRegistry;
import org.junit.jupiter.api.Test;

class SensorFailureDetectorTest {
  private static final Address NODE = new Address("pekko", "aitta", "127.0.0.1", 7);
  private static final Address NEIGHBOUR = new Address("pekko", "aitta", "127.0.0.1", 77);
  private static final Config CONFIG =
      ConfigFactory.parseResources("aitta-node.conf")
          .withFallback(ConfigFactory.defaultReference())
          .resolve()
          .getConfig("pekko.cluster.failure-detector");

  private final EventStream events = new EventStream(null, false);
  private final FailureDetectorRegistry<Address> detectors = registry(events);

  @Test
  void nodesSettings_nameThisClass() {
    assertThat(CONFIG.getString("implementation-class"))
        .isEqualTo(SensorFailureDetector.class.getName());
  }

  @Test
  void heartbeats_keepItAvailable() {
    assertThat(detectors.isMonitoring(NODE)).isFalse();
    detectors.heartbeat(NODE);
    assertThat(detectors.isMonitoring(NODE)).isTrue();
    assertThat(detectors.isAvailable(NODE)).isTrue();
  }

  @Test
  void proven_isUnavailableAtOnce_andOnlyThat() {
    detectors.heartbeat(NODE);
    detectors.heartbeat(NEIGHBOUR);
    DeadAddresses.of(events).add(NODE);
    detectors.heartbeat(NODE);
    assertThat(detectors.isAvailable(NODE)).isFalse();
    assertThat(detectors.isAvailable(NEIGHBOUR)).isTrue();
  }

  @Test
  void provenBeforeTheFirstHeartbeat_isUnavailableToo() {
    DeadAddresses.of(events).add(NODE);
    detectors.heartbeat(NODE);
    assertThat(detectors.isAvailable(NODE)).isFalse();
  }

  @Test
  void addressOfAnotherProcess_isAvailableAgain() {
    detectors.heartbeat(NODE);
    DeadAddresses.of(events).add(NODE);
    detectors.remove(NODE);
    DeadAddresses.of(events).remove(NODE);
    detectors.heartbeat(NODE);
    assertThat(detectors.isAvailable(NODE)).isTrue();
  }

  @Test
  void otherSystemOfTheJvm_judgesForItself() {
    FailureDetectorRegistry<Address> others = registry(new EventStream(null, false));
    detectors.heartbeat(NODE);
    others.heartbeat(NODE);
    DeadAddresses.of(events).add(NODE);
    assertThat(others.isAvailable(NODE)).isTrue();
  }

  private static FailureDetectorRegistry<Address> registry(EventStream of) {
    return new DefaultFailureDetectorRegistry<>(
        new scala.runtime.AbstractFunction0<FailureDetector>() {
          @Override
          public FailureDetector apply() {
            return new SensorFailureDetector(CONFIG, of);
          }
        });
  }
}
