package io.aitta.sensor;

import io.aitta.core.replication.configuration.MemberId;
import io.aitta.testing.ChildJvm;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Scanner;
import java.util.UUID;

/** The main class of a process that has a sensor, another port, and nothing else. */
final class SensorProcess {
  private static final int FEW = 4;

  private SensorProcess() {}

  public static void main(String[] arguments) throws IOException {
    try (TestingProcess process = TestingProcess.start(arguments[0], Sensors.settings(0, FEW))) {
      System.out.printf(
          "READY %s %d %d%n",
          process.member().incarnation(),
          process.sensorPort().getPort(),
          process.arteryPort().getPort());
      while (System.in.read() >= 0) {
        // It lives as long as whoever started it.
      }
    }
  }

  /** What others must know of it to watch it. */
  record Seen(MemberId member, InetSocketAddress sensor, InetSocketAddress artery) {
    static Seen of(String name, ChildJvm process) {
      Scanner words = new Scanner(process.await("READY "));
      return new Seen(
          new MemberId(name, UUID.fromString(words.next())),
          new InetSocketAddress(Sensors.HOST, words.nextInt()),
          new InetSocketAddress(Sensors.HOST, words.nextInt()));
    }

    void isWatchedBy(DeathSensor other) {
      other.watch(member, sensor, artery);
    }
  }
}
