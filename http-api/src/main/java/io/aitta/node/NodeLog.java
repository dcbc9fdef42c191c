package io.aitta.node;

import java.util.Locale;
import org.slf4j.LoggerFactory;

/** How a node logs. To be set up before anything in the process asks for a logger. */
public final class NodeLog {
  /** How a line of a log looks. */
  public enum Format {
    /** For people: time, level, node, logger, message. */
    TEXT,
    /** For machines: a JSON object a line. */
    JSON
  }

  private NodeLog() {}

  /**
   * Sends the log to the node's file, and begins it on this thread: loggers that are asked for
   * while another thread begins it complain.
   *
   * @param console whether it goes to the standard error stream as well
   */
  public static void setUp(NodeSetup setup, Format format, boolean console) {
    System.setProperty("aitta.node.name", setup.name());
    System.setProperty("aitta.log.file", setup.logFile().toString());
    System.setProperty("aitta.log.format", format.name().toLowerCase(Locale.ROOT));
    System.setProperty("aitta.log.console", console ? "ALL" : "OFF");
    if (System.getProperty("logback.configurationFile") == null) {
      System.setProperty("logback.configurationFile", "logback-node.xml");
    }
    LoggerFactory.getILoggerFactory();
  }
}
