package io.aitta.sensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.aitta.core.replication.configuration.MemberId;
import io.aitta.testing.ChildJvm;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Real processes are killed, and paused, by their pid. */
class ProcessDeathTest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final List<MemberId> dead = new CopyOnWriteArrayList<>();
  private final DeathSensor sensor =
      DeathSensor.start(Sensors.settings(0), Sensors.HOST, UUID.randomUUID(), dead::add);

  @AfterEach
  void stop() {
    sensor.close();
  }

  @Test
  void killed_isTold_paused_isNot() {
    try (ChildJvm paused = ChildJvm.start(SensorProcess.class, "paused");
        ChildJvm killed = ChildJvm.start(SensorProcess.class, "killed")) {
      SensorProcess.Seen pausedSeen = SensorProcess.Seen.of("paused", paused);
      SensorProcess.Seen killedSeen = SensorProcess.Seen.of("killed", killed);
      pausedSeen.isWatchedBy(sensor);
      killedSeen.isWatchedBy(sensor);
      await().atMost(PATIENCE).until(() -> sensor.counters().greeted() == 2);

      paused.signal("STOP");
      killed.kill();
      await().atMost(PATIENCE).until(() -> !dead.isEmpty());
      assertThat(dead).containsExactly(killedSeen.member());

      paused.kill();
      await().atMost(PATIENCE).until(() -> dead.contains(pausedSeen.member()));
    }
  }

  @Test
  void paused_neverRefuses_howeverManyKnock() throws IOException {
    try (ChildJvm paused = ChildJvm.start(SensorProcess.class, "paused")) {
      SensorProcess.Seen seen = SensorProcess.Seen.of("paused", paused);
      paused.signal("STOP");
      List<Socket> open = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        open.add(knock(seen.sensor()));
      }
      paused.signal("CONT");
      for (Socket socket : open) {
        socket.close();
      }
    }
  }

  /** Is let in or waits in vain; anything else fails the test. */
  private static Socket knock(InetSocketAddress port) throws IOException {
    Socket socket = new Socket();
    try {
      socket.connect(port, 100);
    } catch (SocketTimeoutException silence) {
      socket.close();
    }
    return socket;
  }
}
