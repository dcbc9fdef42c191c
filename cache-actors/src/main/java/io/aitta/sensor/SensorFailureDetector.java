package io.aitta.sensor;

import com.typesafe.config.Config;
import org.apache.pekko.event.EventStream;
import org.apache.pekko.remote.FailureDetector;
import org.apache.pekko.remote.FailureDetectorWithAddress;
import org.apache.pekko.remote.PhiAccrualFailureDetector;

/**
 * Pekko's own failure detector, which waits for heartbeats, and besides one that knows at once when
 * the death sensor of this actor system has proven that the process has ended. Without a sensor it
 * is Pekko's and no more. Thread-safe.
 *
 * <p>For {@code pekko.cluster.failure-detector.implementation-class}; its other settings are those
 * of Pekko's. Pekko makes one for each member, and a new one where another process comes to the
 * same address.
 */
public final class SensorFailureDetector implements FailureDetector, FailureDetectorWithAddress {
  private final PhiAccrualFailureDetector heartbeats;
  private final DeadAddresses dead;
  private volatile String address = "";

  /** Called by Pekko. */
  public SensorFailureDetector(Config config, EventStream events) {
    heartbeats = new PhiAccrualFailureDetector(config, events);
    dead = DeadAddresses.of(events);
  }

  @Override
  public void setAddress(String node) {
    address = node;
    heartbeats.setAddress(node);
  }

  @Override
  public boolean isAvailable() {
    return !dead.contains(address) && heartbeats.isAvailable();
  }

  @Override
  public boolean isMonitoring() {
    return heartbeats.isMonitoring();
  }

  @Override
  public void heartbeat() {
    heartbeats.heartbeat();
  }
}
