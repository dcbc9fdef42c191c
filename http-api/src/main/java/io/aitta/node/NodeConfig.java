package io.aitta.node;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import io.aitta.console.OperatorException;
import io.aitta.join.LastWords;
import io.aitta.join.UnknownSettings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The configuration of a node, strongest first: system properties, what the command line says, the
 * file of settings, {@code application.conf}, the modules' {@code reference.conf}.
 */
public final class NodeConfig {
  private static final String JOIN = "aitta.cluster.join";

  private NodeConfig() {}

  /**
   * Puts the layers together.
   *
   * @throws OperatorException when the file cannot be read or a setting is unknown
   */
  public static Config of(NodeSetup setup) {
    Config file = setup.settings().map(NodeConfig::read).orElseGet(ConfigFactory::empty);
    Config said = ConfigFactory.parseMap(said(setup, file), "the command line");
    try {
      Config config =
          ConfigFactory.load(
              said.withFallback(file).withFallback(ConfigFactory.defaultApplication()));
      UnknownSettings.check(config).ifPresent(sentence -> refuse(sentence));
      return config;
    } catch (ConfigException e) {
      throw refused("the settings do not fit together: " + e.getMessage(), e);
    }
  }

  private static Map<String, Object> said(NodeSetup setup, Config file) {
    Map<String, Object> said = new HashMap<>();
    int clusterPort = clusterPort(setup);
    said.put("aitta.name", setup.name());
    said.put("aitta.http.host", setup.bind());
    said.put("aitta.http.port", setup.httpPort());
    said.put("pekko.remote.artery.canonical.hostname", hostForOthers(setup.bind()));
    said.put("pekko.remote.artery.canonical.port", clusterPort);
    said.put("pekko.remote.artery.bind.hostname", setup.bind());
    setup.journal().ifPresent(journal -> said.put("aitta.persistence.journal", journal));
    if (!setup.seeds().isEmpty()) {
      said.put(JOIN, "seeds");
      said.put("aitta.cluster.seeds", setup.seeds());
    } else if (!file.hasPath(JOIN)) {
      said.put(JOIN, "seeds");
      said.put("aitta.cluster.seeds", List.of(hostForOthers(setup.bind()) + ":" + clusterPort));
    }
    return said;
  }

  /** A node that forms a cluster of its own names itself as the seed, so its port must be known. */
  private static int clusterPort(NodeSetup setup) {
    return setup.clusterPort() == 0 ? Ports.anyFree(setup.bind()) : setup.clusterPort();
  }

  /**
   * The host that other nodes reach a node by; a wildcard is good for listening only.
   *
   * @throws OperatorException when there is no such host
   */
  public static String hostForOthers(String bind) {
    try {
      InetAddress address = InetAddress.getByName(bind);
      return address.isAnyLocalAddress() ? InetAddress.getLocalHost().getHostAddress() : bind;
    } catch (UnknownHostException e) {
      throw new OperatorException(
          "the host " + bind + " is not known; give an address of this machine with --bind", e);
    }
  }

  private static Config read(Path file) {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      refuse("the settings file " + file + " cannot be read; name a file of HOCON with --conf");
    }
    try {
      return ConfigFactory.parseFile(
          file.toFile(), ConfigParseOptions.defaults().setAllowMissing(false));
    } catch (ConfigException e) {
      throw refused("the settings file " + file + " is not HOCON: " + e.getMessage(), e);
    }
  }

  private static void refuse(String sentence) {
    throw new OperatorException(sentence, LastWords.CONFIGURATION);
  }

  private static OperatorException refused(String sentence, ConfigException cause) {
    return new OperatorException(sentence, cause, LastWords.CONFIGURATION);
  }
}
