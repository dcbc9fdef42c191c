package io.aitta.node;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigValueFactory;
import io.aitta.console.OperatorException;
import io.aitta.join.LastWords;
import io.aitta.join.UnknownSettings;
import io.aitta.persistence.Journal;
import io.aitta.persistence.JournalRefusedException;
import io.aitta.persistence.jdbc.JdbcPlugin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The configuration of a node, strongest first: system properties, what the command line says, the
 * file of settings, {@code application.conf}, the modules' {@code reference.conf}.
 */
public final class NodeConfig {
  private static final String JOIN = "aitta.cluster.join";
  private static final String SEEDS = "aitta.cluster.seeds";
  private static final String CLUSTER_PORT = "pekko.remote.artery.canonical.port";
  private static final String VARIABLE = "AITTA_SEEDS";
  private static final String NOT_SAID = "none";
  private static final String JOURNAL = "aitta.persistence.journal";
  private static final String STORE_DIRECTORY = "aitta.persistence.h2.directory";
  private static final String REGISTER_DIRECTORY = "aitta.register.directory";

  private NodeConfig() {}

  /**
   * Puts the layers together. A node that nobody tells how to join forms a cluster of its own.
   *
   * @param environment the variables of the process
   * @throws OperatorException when the file cannot be read, a setting is unknown, or seeds are
   *     named but not that they are to be used
   */
  public static Config of(NodeSetup setup, Map<String, String> environment) {
    Config file = setup.settings().map(NodeConfig::read).orElseGet(ConfigFactory::empty);
    Config said = ConfigFactory.parseMap(said(setup), "the command line");
    try {
      Config config =
          ConfigFactory.load(
              said.withFallback(file).withFallback(ConfigFactory.defaultApplication()));
      UnknownSettings.check(config).ifPresent(sentence -> refuse(sentence));
      Config keeping = JdbcPlugin.configure(withPlacesForData(config, setup));
      return withWayToJoin(withClusterPort(keeping), environment);
    } catch (JournalRefusedException e) {
      throw refused(e.getMessage(), e);
    } catch (ConfigException e) {
      throw refused("the settings do not fit together: " + e.getMessage(), e);
    }
  }

  /** What was given only: a default of the command line would win over the file. */
  private static Map<String, Object> said(NodeSetup setup) {
    Map<String, Object> said = new HashMap<>();
    said.put("aitta.name", setup.name());
    setup.httpPort().ifPresent(port -> said.put("aitta.http.port", port));
    setup.clusterPort().ifPresent(port -> said.put(CLUSTER_PORT, port));
    setup
        .bind()
        .ifPresent(
            bind -> {
              said.put("aitta.http.host", bind);
              said.put("pekko.remote.artery.bind.hostname", bind);
            });
    setup
        .host()
        .or(() -> setup.bind().map(Hosts::forOthers))
        .ifPresent(host -> said.put("pekko.remote.artery.canonical.hostname", host));
    setup.journal().ifPresent(journal -> said.put("aitta.persistence.journal", journal));
    setup
        .registerDirectory()
        .map(parent -> parent.resolve(setup.name()).toString())
        .ifPresent(directory -> said.put("aitta.register.directory", directory));
    if (!setup.seeds().isEmpty()) {
      said.put(JOIN, "seeds");
      said.put(SEEDS, setup.seeds());
    }
    return said;
  }

  /** A node that keeps something keeps it in its run directory, unless it is told otherwise. */
  private static Config withPlacesForData(Config config, NodeSetup setup) {
    if (Journal.parse(config.getString(JOURNAL)) == Journal.NONE) {
      return config;
    }
    Path data = setup.runDirectory().resolve("data").resolve(setup.name());
    Config placed = withDirectory(config, STORE_DIRECTORY, data.resolve("store"));
    return withDirectory(placed, REGISTER_DIRECTORY, data.resolve("register"));
  }

  private static Config withDirectory(Config config, String path, Path directory) {
    return config.getString(path).isEmpty() ? with(config, path, directory.toString()) : config;
  }

  /** A node that forms a cluster of its own names itself as the seed, so its port must be known. */
  private static Config withClusterPort(Config config) {
    NodeAddresses addresses = NodeAddresses.of(config);
    return addresses.port() == 0
        ? with(config, CLUSTER_PORT, Ports.anyFree(addresses.clusterHost()))
        : config;
  }

  private static Config withWayToJoin(Config config, Map<String, String> environment) {
    if (!config.getString(JOIN).equals(NOT_SAID)) {
      return config;
    }
    unused(config, environment)
        .ifPresent(
            seeds ->
                refuse(
                    "%s, but nothing says that they are to be joined; set %s to %s, or give --seeds"
                        .formatted(seeds.getKey(), JOIN, seeds.getValue())));
    return with(with(config, JOIN, "seeds"), SEEDS, List.of(NodeAddresses.of(config).seed()));
  }

  /** Seeds that somebody named in vain, and the way to join that would use them. */
  private static Optional<Map.Entry<String, String>> unused(
      Config config, Map<String, String> environment) {
    if (!config.getStringList(SEEDS).isEmpty()) {
      return Optional.of(Map.entry(SEEDS + " names seeds", "seeds"));
    }
    if (!config.getString(SEEDS + "-dns").isEmpty()) {
      return Optional.of(Map.entry(SEEDS + "-dns names seeds", "dns"));
    }
    return environment.getOrDefault(VARIABLE, "").isBlank()
        ? Optional.empty()
        : Optional.of(Map.entry("the variable " + VARIABLE + " names seeds", "environment"));
  }

  private static Config with(Config config, String path, Object value) {
    return config.withValue(path, ConfigValueFactory.fromAnyRef(value));
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

  private static OperatorException refused(String sentence, RuntimeException cause) {
    return new OperatorException(sentence, cause, LastWords.CONFIGURATION);
  }
}
