package io.aitta.sensor;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import jdk.net.ExtendedSocketOptions;

/** What the sensor asks of a connection to another process. */
final class Sockets {
  private static final int PROBES = 3;

  private Sockets() {}

  /** Begins to connect. */
  static SocketChannel connect(InetSocketAddress to, Duration keepAlive) throws IOException {
    SocketChannel channel = SocketChannel.open();
    try {
      keepAlive(channel, keepAlive);
      channel.connect(to);
      return channel;
    } catch (IOException | RuntimeException failed) {
      close(channel);
      throw failed;
    }
  }

  /** Lets the kernel notice when the other host is gone, and never blocks from now on. */
  static void keepAlive(SocketChannel channel, Duration idle) throws IOException {
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
    if (channel.supportedOptions().contains(ExtendedSocketOptions.TCP_KEEPIDLE)) {
      channel.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, (int) idle.toSeconds());
      channel.setOption(ExtendedSocketOptions.TCP_KEEPINTERVAL, 1);
      channel.setOption(ExtendedSocketOptions.TCP_KEEPCOUNT, PROBES);
    }
  }

  /**
   * Whether both ends of a connection are one and the same: to a free port of the own host a socket
   * may connect to itself.
   */
  static boolean isToItself(SocketChannel channel) throws IOException {
    return channel.getLocalAddress().equals(channel.getRemoteAddress());
  }

  /** Closes it; what fails then was closed before. */
  static void close(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException closed) {
      // Nothing is lost: nothing was on its way.
    }
  }
}
