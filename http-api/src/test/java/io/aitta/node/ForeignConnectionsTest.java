package io.aitta.node;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pekko's lines are as it writes them; that it still does, {@code BadInputTest} shows. */
final class ForeignConnectionsTest {
  private final LoggerContext context = new LoggerContext();
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Logger connection =
      context.getLogger("org.apache.pekko.stream.impl.io.TcpConnectionStage$TcpStreamLogic");
  private final Logger interpreter =
      context.getLogger("org.apache.pekko.actor.RepointableActorRef");
  private final ForeignConnections foreign = new ForeignConnections();

  @BeforeEach
  void setUp() {
    context.setMDCAdapter(new LogbackMDCAdapter());
    foreign.setContext(context);
    context.addTurboFilter(foreign);
    log.setContext(context);
    log.start();
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.DEBUG);
    root.addAppender(log);
  }

  @Test
  void wrongBeginning_isOneWarningWithAddressAndBytes() {
    connection.debug(
        "{}",
        "Aborting connection from 127.0.0.1:45494 because of downstream failure:"
            + " org.apache.pekko.stream.scaladsl.Framing$FramingException: Stream didn't start with"
            + " expected magic bytes, got [47 45 54] Connection is rejected.");
    assertThat(foreign.ended()).isEqualTo(1);
    assertThat(log.list).hasSize(1);
    assertThat(log.list.get(0).getLevel()).isEqualTo(Level.WARN);
    assertThat(log.list.get(0).getFormattedMessage())
        .contains("127.0.0.1:45494", "magic bytes, got [47 45 54]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java.lang.IllegalStateException: truncated data in ByteStringParser",
        "org.apache.pekko.stream.scaladsl.Framing$FramingException: Stream finished but there was"
            + " a truncated final frame in the buffer",
        "java.lang.IllegalArgumentException: Unexpected streamId [7]"
      })
  void cutShortOrOfNoStream_isOneWarningWithoutStack(String failure) {
    interpreter.debug(
        "{}",
        "Aborting tcp connection to /127.0.0.1:45512 because of upstream failure: "
            + failure
            + "\n at scala.Function.apply");
    connection.debug(
        "{}", "Aborting connection from 127.0.0.1:45512 because of downstream failure: " + failure);
    assertThat(foreign.ended()).isEqualTo(1);
    assertThat(log.list).hasSize(1);
    assertThat(log.list.get(0).getFormattedMessage())
        .contains("127.0.0.1:45512")
        .doesNotContain("scala");
  }

  @Test
  void otherConnections_areNeitherCountedNorWritten() {
    connection.debug(
        "{}", "Closing connection from 127.0.0.1:1 because downstream cancelled without failure");
    connection.debug(
        "{}",
        "Aborting connection from 127.0.0.1:1 because of downstream failure:"
            + " java.util.concurrent.TimeoutException: idle");
    interpreter.debug(
        "{}",
        "Aborting tcp connection to /127.0.0.1:1 because of upstream failure:"
            + " org.apache.pekko.remote.artery.ArteryTransport$ShutdownSignal$");
    interpreter.debug("an inner matter");
    assertThat(foreign.ended()).isZero();
    assertThat(log.list).isEmpty();
  }

  /** The same connection has a line at DEBUG, which counts. */
  @Test
  void stackOfFewerBytesThanABeginning_isLeftOut_anyOtherErrorIsNot() {
    interpreter.error(
        "Error in stage [org.apache.pekko.remote.artery.tcp.TcpFraming$$anon$1-ByteStringParser]:"
            + " truncated data in ByteStringParser",
        new IllegalStateException());
    assertThat(foreign.ended()).isZero();
    assertThat(log.list).isEmpty();
    interpreter.error("Error in stage [Map]: something", new IllegalStateException());
    assertThat(log.list).hasSize(1);
  }

  @Test
  void otherLoggers_areLeftAlone() {
    Logger other = context.getLogger("io.aitta.node.Node");
    other.debug("Aborting connection from 1 because of downstream failure: x magic bytes");
    assertThat(foreign.ended()).isZero();
    assertThat(log.list).hasSize(1);
  }

  @Test
  void warnings_areBounded() {
    RemotingLog bound = new RemotingLog(() -> 0, (task, delay) -> {});
    bound.setContext(context);
    context.addTurboFilter(bound);
    for (int i = 0; i < 1000; i++) {
      connection.debug(
          "{}",
          "Aborting connection from a:1 because of downstream failure: X: bad magic bytes " + i);
    }
    assertThat(foreign.ended()).isEqualTo(1000);
    assertThat(log.list).hasSize(RemotingLog.MOST);
  }
}
