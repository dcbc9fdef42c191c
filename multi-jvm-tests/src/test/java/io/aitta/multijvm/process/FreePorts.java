package io.aitta.multijvm.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Picks ports that were free a moment ago and lie below the range that outgoing connections use.
 * Somebody else may still take one before it is bound: whoever starts a process with it does so by
 * {@link #startOn}. A port is handed out once per JVM.
 */
public final class FreePorts {
  private static final int LOWEST = 12_000;
  private static final int HIGHEST = 31_900;
  private static final int ATTEMPTS = 500;
  private static final int START_ATTEMPTS = 5;
  private static final Set<Integer> HANDED_OUT = new HashSet<>();

  private FreePorts() {}

  /** One free port. */
  public static int next() {
    return consecutive(1);
  }

  /**
   * The first of {@code count} free ports in a row.
   *
   * @throws IllegalStateException when none was found in a bounded number of attempts
   */
  public static synchronized int consecutive(int count) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int first = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
      if (IntStream.range(first, first + count).allMatch(FreePorts::isFree)) {
        IntStream.range(first, first + count).forEach(HANDED_OUT::add);
        return first;
      }
    }
    throw new IllegalStateException(
        "no " + count + " free ports in a row between " + LOWEST + " and " + HIGHEST);
  }

  /**
   * Starts something on ports that were free a moment ago, and again where one was taken since.
   *
   * @param start picks ports, starts, and leaves nothing behind when it throws
   * @throws PortTakenException when that went wrong in a bounded number of attempts
   */
  public static <T> T startOn(Supplier<T> start) {
    for (int attempt = 1; ; attempt++) {
      try {
        return start.get();
      } catch (PortTakenException taken) {
        if (attempt == START_ATTEMPTS) {
          throw taken;
        }
      }
    }
  }

  private static boolean isFree(int port) {
    if (HANDED_OUT.contains(port)) {
      return false;
    }
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }
}
