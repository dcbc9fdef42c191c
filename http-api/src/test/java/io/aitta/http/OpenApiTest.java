package io.aitta.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The document and the routes describe one and the same interface. */
final class OpenApiTest {
  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete");

  @Test
  void document_pathsAndMethods_areThoseOfTheRoutes() {
    assertThat(documented()).isEqualTo(served());
  }

  @Test
  void document_problemTypes_areThoseThereAre() {
    String text = OpenApiContract.DOCUMENT.toString();
    List<String> missing = new ArrayList<>();
    for (ProblemType type : ProblemType.values()) {
      if (!text.contains("`" + type.slug() + "`")) {
        missing.add(type.slug());
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void document_isServedAsItIs() {
    try (RestServer server = RestServer.start()) {
      assertThat(server.client().get("/openapi.json").json()).isEqualTo(OpenApiContract.DOCUMENT);
    }
  }

  private static Set<String> served() {
    return Arrays.stream(Route.values())
        .flatMap(
            route ->
                route.methods().stream()
                    .map(method -> method.toLowerCase(Locale.ROOT) + " " + route.template()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> documented() {
    Set<String> documented = new TreeSet<>();
    OpenApiContract.DOCUMENT
        .get("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        name -> {
                          if (METHODS.contains(name)) {
                            documented.add(name + " " + path.getKey());
                          }
                        }));
    return documented;
  }
}
