package io.aitta.sensor;

import java.net.InetAddress;
import java.time.Duration;

/** What the tests of sensors share. */
final class Sensors {
  static final InetAddress HOST = InetAddress.getLoopbackAddress();

  private Sensors() {}

  /** Settings for tests: patient where patience proves nothing, quick where it costs time. */
  static SensorSettings settings(int port) {
    return settings(port, 1024);
  }

  static SensorSettings settings(int port, int maxConnections) {
    return new SensorSettings(
        true,
        port,
        Duration.ofMillis(50),
        Duration.ofSeconds(10),
        Duration.ofMillis(20),
        Duration.ofMillis(1),
        Duration.ofMillis(50),
        Duration.ofSeconds(5),
        maxConnections);
  }
}
