package io.aitta.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aitta.console.OperatorException;
import io.aitta.load.LoadRequest.Target;
import io.aitta.load.rest.Answer;
import io.aitta.load.rest.CacheClient;
import io.aitta.load.rest.Refusals;

/** Makes a cache ready for what will be loaded into it. */
final class Preparation {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final CacheClient cache;
  private final Target target;

  Preparation(CacheClient cache, Target target) {
    this.cache = cache;
    this.target = target;
  }

  /**
   * Drops the cache and configures its limit, as far as that is wanted. A limit leaves the other
   * settings of a cache as they are.
   *
   * @throws OperatorException when the cluster does not do it
   */
  void run() {
    if (target.fresh()) {
      Answer<String> dropped = cache.drop();
      require(dropped, !dropped.isError() || dropped.isMiss(), "dropped");
    }
    target
        .maxEntries()
        .ifPresent(
            limit -> {
              Answer<String> configured =
                  cache.configure(settings().put("maxEntries", limit).toString());
              require(configured, !configured.isError(), "configured");
            });
  }

  private ObjectNode settings() {
    Answer<String> known = cache.configuration();
    require(known, !known.isError() || known.isMiss(), "looked at");
    if (known.isMiss()) {
      return JSON.createObjectNode();
    }
    try {
      return (ObjectNode) JSON.readTree(known.body());
    } catch (JsonProcessingException | ClassCastException e) {
      throw new OperatorException(
          "the configuration of the cache " + target.cache() + " is no JSON object", e);
    }
  }

  private void require(Answer<String> answer, boolean holds, String what) {
    if (!holds) {
      throw new OperatorException(
          "the cache %s cannot be %s: %s".formatted(target.cache(), what, Refusals.of(answer)));
    }
  }
}
