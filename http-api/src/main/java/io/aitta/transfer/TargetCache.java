package io.aitta.transfer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aitta.console.OperatorException;
import io.aitta.load.rest.Answer;
import io.aitta.load.rest.CacheClient;
import io.aitta.load.rest.Refusals;
import io.aitta.transfer.format.Header;

/** The cache that is imported into, and what it gives entries that bring no limits of their own. */
final class TargetCache {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int WRONG_CONFIG = 422;

  private final CacheClient client;
  private final ImportRequest request;
  private JsonNode settings = JSON.createObjectNode();

  TargetCache(CacheClient client, ImportRequest request) {
    this.client = client;
    this.request = request;
  }

  /**
   * Makes the cache as the exported one was, where it is not there and that is wanted.
   *
   * @param begun whether entries were imported before
   * @throws OperatorException when the cluster does not do it, or has lost what was imported
   */
  void prepare(Header header, boolean begun) {
    Answer<String> known = client.configuration();
    if (!known.isError()) {
      settings = parse(known.body());
    } else if (!known.isMiss()) {
      throw new OperatorException(
          "the cache %s cannot be looked at: %s".formatted(name(), Refusals.of(known)));
    } else if (begun) {
      throw new OperatorException(
          "the cache %s, into which the import had begun, is not there any more; begin anew without --resume"
              .formatted(name()));
    } else if (request.ways().configures()) {
      settings = parse(header.config());
      configure();
    }
  }

  /** Whether it gives a time to live to what has none. */
  boolean givesTimeToLive() {
    return settings.path("ttl").isTextual();
  }

  /** Whether it gives a max idle to what has none. */
  boolean givesMaxIdle() {
    return settings.path("maxIdle").isTextual();
  }

  private void configure() {
    ObjectNode wanted = settings.deepCopy();
    Answer<String> answer = client.configure(wanted.put("name", name()).toString());
    if (answer.isError()) {
      throw new OperatorException(
          "the cache %s cannot be made as the exported one was: %s; %s"
              .formatted(
                  name(),
                  Refusals.of(answer),
                  answer.status() == WRONG_CONFIG
                      ? "make it yourself, PUT /v1/caches/%s with a configuration that the cluster takes, and import with --no-config"
                          .formatted(name())
                      : "see how the cluster does and start again"));
    }
  }

  private JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new OperatorException("the configuration of the cache " + name() + " is no JSON", e);
    }
  }

  private String name() {
    return request.target().cache();
  }
}
