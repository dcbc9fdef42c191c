package io.aitta.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aitta.core.model.CacheConfig;
import io.aitta.core.model.CacheConfig.Durability;
import io.aitta.core.model.CacheConfig.OnFull;
import io.aitta.core.model.CacheName;
import io.aitta.core.model.Lifetime;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** A cache's configuration as JSON; {@code invalid-config} names the field that is wrong. */
final class CacheConfigJson {
  private static final Set<String> FIELDS =
      new TreeSet<>(
          Set.of(
              "name",
              "ttl",
              "maxIdle",
              "maxEntries",
              "maxBytes",
              "onFull",
              "replicated",
              "persistence"));

  private final boolean journalAvailable;

  CacheConfigJson(boolean journalAvailable) {
    this.journalAvailable = journalAvailable;
  }

  /** The configuration with every default filled in. */
  static ObjectNode write(CacheName name, CacheConfig config) {
    ObjectNode json = Json.object();
    json.put("name", name.text());
    json.put("ttl", duration(config.timeToLiveMillis()));
    json.put("maxIdle", duration(config.maxIdleMillis()));
    json.put("maxEntries", limit(config.maxEntries()));
    json.put("maxBytes", limit(config.maxBytes()));
    json.put("onFull", lower(config.onFull()));
    json.put("replicated", config.replicated());
    json.put("persistence", lower(config.durability()));
    return json;
  }

  /** Reads a configuration; what is left out is the default. */
  CacheConfig read(CacheName name, JsonNode json) {
    JsonFields fields = JsonFields.of(json, FIELDS, ProblemType.INVALID_CONFIG);
    if (fields.text("name").filter(text -> !text.equals(name.text())).isPresent()) {
      throw fields.wrong("'name' is " + fields.get("name") + ", but the path says '" + name + "'");
    }
    boolean replicated = fields.flag("replicated").orElse(CacheConfig.DEFAULT.replicated());
    return new CacheConfig(
        duration(fields, "ttl"),
        duration(fields, "maxIdle"),
        limit(fields, "maxEntries"),
        limit(fields, "maxBytes"),
        choice(fields, "onFull", OnFull.class, CacheConfig.DEFAULT.onFull()),
        replicated,
        durability(fields, replicated));
  }

  private Durability durability(JsonFields fields, boolean replicated) {
    Durability durability =
        choice(fields, "persistence", Durability.class, CacheConfig.DEFAULT.durability());
    if (durability != Durability.NONE && !journalAvailable) {
      throw fields.wrong(
          "'persistence' is '" + lower(durability) + "', but this cluster keeps no journal");
    }
    if (durability != Durability.NONE && !replicated) {
      throw fields.wrong(
          "'persistence' is '"
              + lower(durability)
              + "', but 'replicated' is false: entries that only the primary has are not kept");
    }
    return durability;
  }

  private static long duration(JsonFields fields, String name) {
    if (!fields.has(name) || fields.isNull(name)) {
      return Lifetime.NONE;
    }
    try {
      return fields.text(name).map(Durations::parse).orElse(Lifetime.NONE);
    } catch (ProblemException malformed) {
      throw fields.wrong("'" + name + "': " + malformed.getMessage());
    }
  }

  private static long limit(JsonFields fields, String name) {
    if (!fields.has(name) || fields.isNull(name)) {
      return CacheConfig.UNLIMITED;
    }
    long limit = fields.number(name).orElse(CacheConfig.UNLIMITED);
    if (limit < 1) {
      throw fields.wrong("'" + name + "' is at least 1, or null for none, not " + limit);
    }
    return limit;
  }

  private static <E extends Enum<E>> E choice(
      JsonFields fields, String name, Class<E> choices, E otherwise) {
    String text = fields.text(name).orElse(lower(otherwise));
    for (E choice : choices.getEnumConstants()) {
      if (lower(choice).equals(text)) {
        return choice;
      }
    }
    throw fields.wrong("'" + name + "' cannot be '" + text + "'");
  }

  private static String duration(long millis) {
    return millis == Lifetime.NONE ? null : Durations.format(millis);
  }

  private static Long limit(long limit) {
    return limit == CacheConfig.UNLIMITED ? null : Long.valueOf(limit);
  }

  private static String lower(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT);
  }
}
