package io.aitta.sensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.ServerSocket;
import java.net.SocketException;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.Test;

class RefusalTest {
  private final Refusal refusal = Refusal.learn();

  @Test
  void portThatNobodyHolds_refuses() throws IOException {
    InetSocketAddress abandoned;
    try (ServerSocket listener = new ServerSocket(0, 1, Sensors.HOST)) {
      abandoned = (InetSocketAddress) listener.getLocalSocketAddress();
    }
    IOException failure =
        catchThrowableOfType(IOException.class, () -> SocketChannel.open(abandoned).close());
    assertThat(refusal.is(failure)).isTrue();
  }

  @Test
  void timeOut_isNone_thoughOfTheSameClass() {
    assertThat(refusal.is(new ConnectException("Connection timed out"))).isFalse();
  }

  @Test
  void otherFailures_areNone() {
    String words = "Connection refused";
    assertThat(refusal.is(new NoRouteToHostException(words))).isFalse();
    assertThat(refusal.is(new SocketException("Network is unreachable"))).isFalse();
    assertThat(refusal.is(new IOException(words))).isFalse();
    assertThat(refusal.is(new ConnectException(null))).isFalse();
  }
}
