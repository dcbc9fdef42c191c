package io.aitta.sensor;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * Tells a refused connection from all else that can go wrong. Java throws {@link ConnectException}
 * for time-outs too, and says which in the words of the operating system, in the language of its
 * user: so the words are learned by being refused.
 */
final class Refusal {
  private static final String USUAL = "Connection refused";
  private static final int ATTEMPTS = 5;

  private final String words;

  private Refusal(String words) {
    this.words = words;
  }

  /** Learns the words at a port of the loopback address that nobody listens on. */
  static Refusal learn() {
    for (int i = 0; i < ATTEMPTS; i++) {
      try {
        SocketChannel.open(abandoned()).close();
      } catch (ConnectException refused) {
        return new Refusal(withoutAddress(refused));
      } catch (IOException other) {
        break;
      }
    }
    return new Refusal(USUAL);
  }

  boolean is(IOException failure) {
    return failure instanceof ConnectException && withoutAddress(failure).equals(words);
  }

  private static InetSocketAddress abandoned() throws IOException {
    try (ServerSocketChannel listener = ServerSocketChannel.open()) {
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      return (InetSocketAddress) listener.getLocalAddress();
    }
  }

  private static String withoutAddress(IOException failure) {
    String message = String.valueOf(failure.getMessage());
    int colon = message.indexOf(": ");
    return colon < 0 ? message : message.substring(0, colon);
  }
}
