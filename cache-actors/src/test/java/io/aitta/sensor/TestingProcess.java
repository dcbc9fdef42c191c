package io.aitta.sensor;

import io.aitta.core.replication.configuration.MemberId;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.UUID;

/** What others see of a process: two ports, one of them a sensor's. */
final class TestingProcess implements AutoCloseable {
  private final MemberId member;
  private final ServerSocket artery;
  private final DeathSensor sensor;

  private TestingProcess(MemberId member, ServerSocket artery, DeathSensor sensor) {
    this.member = member;
    this.artery = artery;
    this.sensor = sensor;
  }

  static TestingProcess start(String name) throws IOException {
    return start(name, Sensors.settings(0));
  }

  static TestingProcess start(String name, SensorSettings settings) throws IOException {
    MemberId member = new MemberId(name, UUID.randomUUID());
    return new TestingProcess(
        member,
        new ServerSocket(0, 50, Sensors.HOST),
        DeathSensor.start(settings, Sensors.HOST, member.incarnation(), dead -> {}));
  }

  MemberId member() {
    return member;
  }

  InetSocketAddress sensorPort() {
    return new InetSocketAddress(Sensors.HOST, sensor.port());
  }

  InetSocketAddress arteryPort() {
    return new InetSocketAddress(Sensors.HOST, artery.getLocalPort());
  }

  DeathSensor sensor() {
    return sensor;
  }

  void isWatchedBy(DeathSensor other) {
    other.watch(member, sensorPort(), arteryPort());
  }

  void closeSensor() {
    sensor.close();
  }

  void closeArtery() {
    try {
      artery.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Ends: both ports are closed. */
  @Override
  public void close() {
    closeArtery();
    closeSensor();
  }
}
