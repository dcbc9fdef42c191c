package io.aitta.join;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where the list of seeds comes from. Finding may block. */
interface SeedSource {
  /** The variable that lists seeds, separated by commas. */
  String VARIABLE = "AITTA_SEEDS";

  List<Seed> find() throws UnknownHostException;

  /** Where it was looked, for a sentence. */
  String origin();

  /**
   * Whether somebody wrote the list in an order that says who forms the cluster; addresses of a
   * name have none.
   */
  boolean ordered();

  /** The source that the settings name; empty where the application joins by itself. */
  static Optional<SeedSource> of(JoinSettings settings, Map<String, String> environment) {
    return switch (settings.mode()) {
      case NONE -> Optional.empty();
      case SEEDS -> Optional.of(listed(settings.seeds(), "aitta.cluster.seeds"));
      case DNS -> Optional.of(new Dns(Seed.parse(settings.seedsDns())));
      case ENVIRONMENT -> Optional.of(fromEnvironment(environment));
    };
  }

  private static SeedSource fromEnvironment(Map<String, String> environment) {
    return new Listed(Seed.parseList(environment.getOrDefault(VARIABLE, "")), VARIABLE);
  }

  private static SeedSource listed(List<String> seeds, String origin) {
    return new Listed(seeds.stream().map(Seed::parse).toList(), origin);
  }

  /** A list as it was written. */
  record Listed(List<Seed> seeds, String origin) implements SeedSource {
    public Listed {
      if (seeds.isEmpty()) {
        throw new IllegalArgumentException(
            origin
                + " names no seed: list the nodes to join as host:port, this one first if it"
                + " is to form the cluster");
      }
    }

    @Override
    public List<Seed> find() {
      return seeds;
    }

    @Override
    public boolean ordered() {
      return true;
    }
  }

  /** All addresses of a name. */
  record Dns(Seed name) implements SeedSource {
    @Override
    public List<Seed> find() throws UnknownHostException {
      return Arrays.stream(InetAddress.getAllByName(name.host()))
          .map(address -> new Seed(address.getHostAddress(), name.port()))
          .distinct()
          .sorted(Comparator.comparing(Seed::host))
          .toList();
    }

    @Override
    public String origin() {
      return "the name " + name.host();
    }

    @Override
    public boolean ordered() {
      return false;
    }
  }
}
