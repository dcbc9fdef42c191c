package io.aitta.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The paths there are, each with the methods it takes. HEAD goes wherever GET does. */
@SuppressWarnings("ImmutableEnumChecker") // List.of and Set.of cannot be changed
enum Route {
  CACHES("/v1/caches", "GET"),
  CACHE("/v1/caches/{cache}", "GET", "PUT", "DELETE"),
  STATS("/v1/caches/{cache}/stats", "GET"),
  INVALIDATIONS("/v1/caches/{cache}/invalidations", "POST"),
  ENTRIES("/v1/caches/{cache}/entries", "GET", "POST"),
  ENTRY("/v1/caches/{cache}/entries/{key}", "GET", "PUT", "DELETE"),
  INCREMENT("/v1/caches/{cache}/entries/{key}/increment", "POST"),
  TTL("/v1/caches/{cache}/entries/{key}/ttl", "GET", "PUT", "DELETE"),
  CLUSTER("/v1/cluster", "GET"),
  LOST("/v1/cluster/lost", "GET", "POST"),
  LIVE("/health/live", "GET"),
  READY("/health/ready", "GET"),
  METRICS("/metrics", "GET"),
  OPENAPI("/openapi.json", "GET");

  /** Answered however much is under way: they tell of it. */
  private static final Set<Route> ALWAYS_ANSWERED = Set.of(LIVE, READY, METRICS);

  private static final List<List<Route>> BY_LENGTH = byLength();

  private final String template;
  private final List<String> segments;
  private final Set<String> methods;

  Route(String template, String... methods) {
    this.template = template;
    this.segments = List.of(template.substring(1).split("/", -1));
    this.methods = Set.of(methods);
  }

  /** The route of a path, given by its percent-encoded segments. */
  static Optional<Route> of(List<String> path) {
    if (path.size() < BY_LENGTH.size()) {
      for (Route route : BY_LENGTH.get(path.size())) {
        if (route.matches(path)) {
          return Optional.of(route);
        }
      }
    }
    return Optional.empty();
  }

  /** The path, with names in braces where anything may stand. */
  String template() {
    return template;
  }

  Set<String> methods() {
    return methods;
  }

  boolean isAlwaysAnswered() {
    return ALWAYS_ANSWERED.contains(this);
  }

  /** The value of the Allow header. */
  String allow() {
    return allow(methods);
  }

  /** The value of an Allow header for the methods that any path takes. */
  static String allowAny() {
    return allow(
        Arrays.stream(values())
            .flatMap(route -> route.methods.stream())
            .collect(Collectors.toSet()));
  }

  private static String allow(Set<String> methods) {
    List<String> allowed = new ArrayList<>(methods);
    if (methods.contains("GET")) {
      allowed.add("HEAD");
    }
    return allowed.stream().sorted().collect(Collectors.joining(", "));
  }

  private boolean matches(List<String> path) {
    for (int i = 0; i < segments.size(); i++) {
      if (segments.get(i).charAt(0) != '{' && !segments.get(i).equals(path.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static List<List<Route>> byLength() {
    List<List<Route>> routes = new ArrayList<>();
    for (Route route : values()) {
      while (routes.size() <= route.segments.size()) {
        routes.add(new ArrayList<>());
      }
      routes.get(route.segments.size()).add(route);
    }
    return routes;
  }
}
