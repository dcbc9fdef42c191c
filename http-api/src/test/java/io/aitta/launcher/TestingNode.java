package io.aitta.launcher;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.sun.net.httpserver.HttpServer;
import io.aitta.join.LastWords;
import io.aitta.node.PidFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * A process that looks like a node: it writes its pid file and answers its health; told to {@code
 * /lose}, it ends as one that lost its cluster. In a run directory with a file {@code NAME.broken}
 * it ends at its start; with a file {@code copies}, that many copies are missing, one less each
 * time it is asked.
 */
final class TestingNode {
  private static final int BROKEN = 2;

  private TestingNode() {}

  public static void main(String[] arguments) throws IOException {
    List<String> options = Arrays.asList(arguments);
    String name = after(options, "--name");
    Path directory = Path.of(after(options, "--run-dir"));
    System.out.println(name + " was told " + options);
    if (Files.exists(directory.resolve(name + ".broken"))) {
      System.err.println("aitta: this node is broken; mend it");
      System.exit(BROKEN);
    }
    new PidFile(directory.resolve(name + ".pid")).claim();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println(name + " left")));
    serve(Integer.parseInt(after(options, "--http-port")), directory.resolve("copies"));
  }

  private static void serve(int port, Path copies) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext(
        "/health/ready",
        exchange -> {
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.createContext(
        "/v1/cluster",
        exchange -> {
          String missing = "{\"partitions\":{\"underReplicated\":%d}}".formatted(missing(copies));
          exchange.sendResponseHeaders(200, missing.length());
          exchange.getResponseBody().write(missing.getBytes(US_ASCII));
          exchange.close();
        });
    server.createContext(
        "/lose",
        exchange -> {
          System.err.println("aitta: this node lost touch with the majority of the cluster");
          Runtime.getRuntime().halt(LastWords.LOST);
        });
    server.createContext("/fail", exchange -> Runtime.getRuntime().halt(LastWords.FAULT));
    server.start();
  }

  private static int missing(Path copies) throws IOException {
    int missing = Files.exists(copies) ? Integer.parseInt(Files.readString(copies)) : 0;
    if (missing > 0) {
      Files.writeString(copies, Integer.toString(missing - 1));
    }
    return missing;
  }

  private static String after(List<String> options, String option) {
    return options.get(options.indexOf(option) + 1);
  }
}
