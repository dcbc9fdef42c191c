package io.aitta.multijvm.process;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/**
 * One node of a {@link JvmCluster}: a name, two ports, and the JVM that plays it now. The JVM may
 * be killed and started again; name and ports stay. Not safe for use by several threads.
 */
public final class JvmNode implements AutoCloseable {
  /** How long a node may take until it says that it is ready. */
  public static final Duration READY_TIMEOUT = Duration.ofMinutes(3);

  private final NodeSpec spec;
  private TestProcess process;

  private JvmNode(NodeSpec spec, TestProcess process) {
    this.spec = spec;
    this.process = process;
  }

  /** Starts the JVM and returns at once. */
  static JvmNode start(NodeSpec spec) {
    return new JvmNode(spec, launch(spec));
  }

  /** The node's name in the cluster. */
  public String name() {
    return spec.name();
  }

  /** Where it serves HTTP, without a slash at the end. */
  public URI url() {
    return URI.create("http://" + spec.place().host() + ":" + spec.httpPort());
  }

  /** The port of its REST interface. */
  public int httpPort() {
    return spec.httpPort();
  }

  /** The port by which the nodes know each other. */
  public int clusterPort() {
    return spec.clusterPort();
  }

  /** The directory that has its pid file, its log and its data. */
  public Path runDirectory() {
    return spec.runDirectory();
  }

  /** The JVM that plays this node now, or did last. */
  public TestProcess process() {
    return process;
  }

  /**
   * Waits until the node says that it is ready.
   *
   * @throws PortTakenException when it ended because a port was taken
   * @throws AssertionError when it ended otherwise or takes over {@link #READY_TIMEOUT}
   */
  public JvmNode awaitReady() {
    String line = "aitta node " + name() + " is ready: ";
    process.awaitLine(text -> text.contains(line), "'" + line + "URL'", READY_TIMEOUT);
    return this;
  }

  /** Kills the JVM at once, as a crash would. */
  public void kill() {
    process.kill();
  }

  /** Stops the JVM's clock, as a long pause would. */
  public void pause() {
    process.pause();
  }

  /** Ends a pause. */
  public void resume() {
    process.resume();
  }

  /** Asks the node to leave and waits for its end; gives the exit code. */
  public int stop() {
    process.terminate();
    return process.awaitExit();
  }

  /** Starts the node once more just as the first time, and returns at once. */
  public void startAgain() {
    process.close();
    process = launch(spec);
  }

  /** Starts the node again, with the same name and ports, and waits until it is ready. */
  public JvmNode restart() {
    process.close();
    process = launch(spec.returning());
    return awaitReady();
  }

  @Override
  public void close() {
    process.close();
  }

  private static TestProcess launch(NodeSpec spec) {
    Path log = spec.runDirectory().resolve(spec.name() + ".out");
    TestProcess.truncate(log);
    return AittaScript.start(spec.place(), spec.name(), spec.jvmOptions(), spec.arguments(), log);
  }
}
