package io.aitta.sensor;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.aitta.core.replication.configuration.MemberId;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeathSensorTest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final List<MemberId> dead = new CopyOnWriteArrayList<>();
  private DeathSensor sensor;
  private TestingProcess other;

  @BeforeEach
  void start() throws IOException {
    sensor = DeathSensor.start(Sensors.settings(0), Sensors.HOST, UUID.randomUUID(), dead::add);
    other = TestingProcess.start("other");
  }

  @AfterEach
  void stop() {
    sensor.close();
    other.close();
  }

  @Test
  void processEnds_isToldOnce() throws IOException {
    watchOther();
    other.close();
    awaitDead(other.member());
    awaitAnotherDeath();
    assertThat(dead).hasSize(2);
    assertThat(sensor.counters().deaths()).isEqualTo(2);
    assertThat(sensor.counters().lost()).isGreaterThanOrEqualTo(2);
    assertThat(sensor.counters().refused()).isGreaterThanOrEqualTo(8);
  }

  @Test
  void sensorGoneButArteryThere_provesNothing_untilArteryIsGoneToo() {
    watchOther();
    other.closeSensor();
    awaitCount(SensorCounters.Snapshot::inconclusive, 3);
    assertThat(dead).isEmpty();
    other.closeArtery();
    awaitDead(other.member());
  }

  @Test
  void sensorGoneAndArteryAnothers_isDead() {
    watchOther();
    other.closeSensor();
    awaitCount(SensorCounters.Snapshot::inconclusive, 1);
    sensor.replaced(other.member());
    awaitDead(other.member());
  }

  @Test
  void neverReached_provesNothing() {
    other.close();
    awaitClosed(other.sensorPort());
    other.isWatchedBy(sensor);
    awaitCount(SensorCounters.Snapshot::refused, 5);
    assertThat(dead).isEmpty();
  }

  @Test
  void anotherSensorAtItsPort_isDead() throws IOException {
    watchOther();
    int port = other.sensorPort().getPort();
    other.closeSensor();
    awaitCount(SensorCounters.Snapshot::inconclusive, 1);
    try (TestingProcess successor = TestingProcess.start("successor", Sensors.settings(port))) {
      awaitDead(other.member());
      assertThat(successor.member()).isNotEqualTo(other.member());
    }
  }

  @Test
  void strangerAtItsPort_provesNothing() throws IOException {
    watchOther();
    int port = other.sensorPort().getPort();
    other.closeSensor();
    awaitCount(SensorCounters.Snapshot::inconclusive, 1);
    byte[] words = "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII);
    try (Stranger stranger = new Stranger(port, words)) {
      stranger.start();
      awaitCount(SensorCounters.Snapshot::inconclusive, sensor.counters().inconclusive() + 2);
      other.closeArtery();
      awaitCount(SensorCounters.Snapshot::inconclusive, sensor.counters().inconclusive() + 3);
      assertThat(dead).isEmpty();
    }
    awaitDead(other.member());
  }

  @Test
  void aliveButConnectionsBreak_provesNothing() throws IOException {
    MemberId unsteady = new MemberId("unsteady", UUID.randomUUID());
    byte[] greeting = Greeting.of(unsteady.incarnation()).array();
    try (Stranger host = new Stranger(0, greeting)) {
      host.start();
      other.closeArtery();
      sensor.watch(unsteady, host.address(), other.arteryPort());
      awaitCount(SensorCounters.Snapshot::greeted, 5);
      assertThat(sensor.counters().lost()).isGreaterThanOrEqualTo(4);
      assertThat(dead).isEmpty();
    }
  }

  @Test
  void forgotten_isNotTold() throws IOException {
    watchOther();
    sensor.forget(other.member());
    other.close();
    awaitAnotherDeath();
    assertThat(dead).doesNotContain(other.member());
  }

  @Test
  void listenerFails_othersAreToldAllTheSame() throws IOException {
    List<MemberId> told = new CopyOnWriteArrayList<>();
    DeathSensor fragile =
        DeathSensor.start(
            Sensors.settings(0),
            Sensors.HOST,
            UUID.randomUUID(),
            member -> {
              told.add(member);
              if (told.size() == 1) {
                throw new AssertionError("as the test wants it");
              }
              throw new IllegalStateException("as the test wants it");
            });
    try (fragile;
        TestingProcess second = TestingProcess.start("second")) {
      other.isWatchedBy(fragile);
      second.isWatchedBy(fragile);
      await().atMost(PATIENCE).until(() -> fragile.counters().greeted() == 2);
      other.close();
      second.close();
      await().atMost(PATIENCE).until(() -> told.size() == 2);
    }
  }

  @Test
  void watchedTwice_keepsOneConnection() throws IOException {
    watchOther();
    other.isWatchedBy(sensor);
    try (TestingProcess second = TestingProcess.start("second")) {
      second.isWatchedBy(sensor);
      awaitCount(SensorCounters.Snapshot::greeted, 2);
    }
    assertThat(sensor.counters().lost()).isLessThanOrEqualTo(1);
  }

  @Test
  void greeting_isOfTheseBytes() throws IOException {
    try (Socket socket = connect(other)) {
      byte[] bytes = socket.getInputStream().readNBytes(24);
      assertThat(new String(bytes, 0, 8, US_ASCII)).isEqualTo("AITTA-S1");
      assertThat(ByteBuffer.wrap(bytes, 8, 8).getLong())
          .isEqualTo(other.member().incarnation().getMostSignificantBits());
      assertThat(ByteBuffer.wrap(bytes, 16, 8).getLong())
          .isEqualTo(other.member().incarnation().getLeastSignificantBits());
    }
  }

  @Test
  void whoTalks_isTurnedAway() throws IOException {
    try (Socket socket = connect(other)) {
      socket.getInputStream().readNBytes(24);
      socket.getOutputStream().write('x');
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
    assertThat(other.sensor().counters().turnedAway()).isEqualTo(1);
  }

  @Test
  void moreThanFit_areTurnedAway_andPlacesAreGivenBack() throws IOException {
    try (TestingProcess small = TestingProcess.start("small", Sensors.settings(0, 1))) {
      try (Socket first = connect(small)) {
        first.getInputStream().readNBytes(24);
        try (Socket second = connect(small)) {
          assertThat(second.getInputStream().readAllBytes()).isEmpty();
        }
      }
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                try (Socket third = connect(small)) {
                  assertThat(third.getInputStream().readNBytes(24)).hasSize(24);
                }
              });
      assertThat(small.sensor().counters().turnedAway()).isPositive();
    }
  }

  @Test
  void portTaken_saysSo() {
    int taken = other.sensorPort().getPort();
    assertThatThrownBy(
            () ->
                DeathSensor.start(
                    Sensors.settings(taken), Sensors.HOST, UUID.randomUUID(), dead::add))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(":" + taken)
        .hasMessageContaining("aitta.sensor.port");
  }

  @Test
  void unresolvedAddress_isRefused() {
    InetSocketAddress unresolved = InetSocketAddress.createUnresolved("localhost", 1);
    assertThatThrownBy(() -> sensor.watch(other.member(), unresolved, other.arteryPort()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private void watchOther() {
    other.isWatchedBy(sensor);
    awaitCount(SensorCounters.Snapshot::greeted, 1);
  }

  /** Another process is watched and ends: what the sensor was to do before, it has done then. */
  private void awaitAnotherDeath() throws IOException {
    TestingProcess sentinel = TestingProcess.start("sentinel");
    long before = sensor.counters().greeted();
    sentinel.isWatchedBy(sensor);
    awaitCount(SensorCounters.Snapshot::greeted, before + 1);
    sentinel.close();
    awaitDead(sentinel.member());
  }

  private void awaitDead(MemberId member) {
    await().atMost(PATIENCE).until(() -> dead.contains(member));
  }

  private void awaitCount(ToLongFunction<SensorCounters.Snapshot> count, long least) {
    await().atMost(PATIENCE).until(() -> count.applyAsLong(sensor.counters()) >= least);
  }

  private static Socket connect(TestingProcess process) throws IOException {
    return new Socket(process.sensorPort().getAddress(), process.sensorPort().getPort());
  }

  private static void awaitClosed(InetSocketAddress port) {
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              try (Socket socket = new Socket(port.getAddress(), port.getPort())) {
                return false;
              } catch (IOException refused) {
                return true;
              }
            });
  }

  /** Says the same to everybody who connects, and hangs up. */
  private static final class Stranger extends Thread implements AutoCloseable {
    private final ServerSocket listener;
    private final byte[] words;

    Stranger(int port, byte[] words) throws IOException {
      super("stranger");
      setDaemon(true);
      this.listener = new ServerSocket(port, 50, Sensors.HOST);
      this.words = words;
    }

    InetSocketAddress address() {
      return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    @Override
    public void run() {
      while (!listener.isClosed()) {
        try (Socket socket = listener.accept()) {
          socket.getOutputStream().write(words);
        } catch (IOException closed) {
          // The next one is accepted, unless it is all over.
        }
      }
    }

    @Override
    public void close() throws IOException {
      listener.close();
    }
  }
}
