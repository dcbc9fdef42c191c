package io.aitta.node;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import io.aitta.console.OperatorException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The configuration of a node, strongest first: system properties, what the command line says, the
 * file of settings, {@code application.conf}, the modules' {@code reference.conf}.
 */
public final class NodeConfig {
  private NodeConfig() {}

  /**
   * Puts the layers together.
   *
   * @throws OperatorException when the file cannot be read or a setting is unknown
   */
  public static Config of(NodeSetup setup) {
    Config file = setup.settings().map(NodeConfig::read).orElseGet(ConfigFactory::empty);
    Config layers =
        ConfigFactory.parseMap(said(setup), "command line")
            .withFallback(file)
            .withFallback(ConfigFactory.defaultApplication());
    try {
      Config config = ConfigFactory.load(layers);
      UnknownSettings.refuse(config, ConfigFactory.defaultReference());
      return config;
    } catch (ConfigException e) {
      throw new OperatorException("the settings do not fit together: " + e.getMessage(), e);
    }
  }

  private static Map<String, Object> said(NodeSetup setup) {
    Map<String, Object> said = new HashMap<>();
    said.put("aitta.node.name", setup.name());
    said.put("aitta.node.run-dir", setup.runDirectory().toAbsolutePath().toString());
    said.put("aitta.cluster.seeds", setup.seeds());
    said.put("aitta.cluster.form-alone", setup.seeds().isEmpty());
    said.put("aitta.http.host", setup.bind());
    said.put("aitta.http.port", setup.httpPort());
    said.put("pekko.remote.artery.canonical.hostname", hostForOthers(setup.bind()));
    said.put("pekko.remote.artery.canonical.port", setup.clusterPort());
    said.put("pekko.remote.artery.bind.hostname", setup.bind());
    setup.journal().ifPresent(journal -> said.put("aitta.persistence.journal", journal));
    return said;
  }

  /** A wildcard address is good for listening, but nobody can be sent there. */
  static String hostForOthers(String bind) {
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
      throw new OperatorException(
          "the settings file " + file + " cannot be read; name a file of HOCON with --conf");
    }
    try {
      return ConfigFactory.parseFile(
          file.toFile(), ConfigParseOptions.defaults().setAllowMissing(false));
    } catch (ConfigException e) {
      throw new OperatorException(
          "the settings file " + file + " is not HOCON: " + e.getMessage(), e);
    }
  }
}
