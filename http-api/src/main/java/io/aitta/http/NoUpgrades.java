package io.aitta.http;

import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.http.impl.engine.http2.TelemetrySpi;
import org.apache.pekko.http.scaladsl.model.HttpRequest;
import org.apache.pekko.http.scaladsl.model.HttpResponse;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.scaladsl.BidiFlow;
import org.apache.pekko.stream.scaladsl.Tcp;

/**
 * Keeps connections from being upgraded to HTTP/2, which RFC 9113 has given up: Pekko HTTP breaks a
 * connection whose first request asks for it with a body that is still under way, and Java's own
 * client asks whenever it may. A server is free to go on in HTTP/1.1. HTTP/2 by prior knowledge is
 * only held to its bounds, and what comes is cut into pieces that the parser can stand.
 *
 * <p>Named in {@code pekko.http.http2-telemetry-class}, the one door to a connection's bytes.
 */
public final class NoUpgrades implements TelemetrySpi {
  /** Made by Pekko HTTP. */
  public NoUpgrades(ActorSystem system) {}

  @Override
  public BidiFlow<HttpRequest, HttpRequest, HttpResponse, HttpResponse, NotUsed> client() {
    return BidiFlow.identity();
  }

  @Override
  public org.apache.pekko.stream.scaladsl.Flow<
          Tcp.IncomingConnection, Tcp.IncomingConnection, NotUsed>
      serverBinding() {
    return Flow.<Tcp.IncomingConnection>create().map(NoUpgrades::masked).asScala();
  }

  @Override
  public BidiFlow<HttpResponse, HttpResponse, HttpRequest, HttpRequest, NotUsed>
      serverConnection() {
    return BidiFlow.identity();
  }

  private static Tcp.IncomingConnection masked(Tcp.IncomingConnection connection) {
    return connection.copy(
        connection.localAddress(),
        connection.remoteAddress(),
        connection.flow().via(new ClientBytes()));
  }
}
