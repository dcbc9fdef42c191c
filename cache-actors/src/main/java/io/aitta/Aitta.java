package io.aitta;

import io.aitta.core.model.CacheName;
import io.aitta.embedded.Cache;
import io.aitta.embedded.CacheSettings;
import io.aitta.embedded.Caches;
import io.aitta.embedded.codec.Codec;
import io.aitta.gateway.Gateway;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Extension;
import org.apache.pekko.actor.typed.ExtensionId;

/**
 * The cache of an actor system: a node of a cluster of caches. It starts with the first call of
 * {@link #get}, which every node of the cluster should make at its start, and stops with the actor
 * system. Needs {@code pekko.actor.provider = cluster}; its settings are under {@code aitta}.
 *
 * <p>Thread-safe; nothing here blocks.
 */
public final class Aitta implements Extension {
  private static final Id ID = new Id();

  private final NodeParts parts;
  private final AittaNode node;

  private Aitta(ActorSystem<?> system) {
    parts = NodeParts.start(system);
    node = new AittaNode(parts);
  }

  /**
   * The cache of this actor system; starts it where it has not started.
   *
   * @throws IllegalArgumentException with a sentence, when a setting cannot be used or one under
   *     {@code aitta} is not known; then nothing has started
   * @throws com.typesafe.config.ConfigException likewise, when a value is of the wrong kind
   */
  public static Aitta get(ActorSystem<?> system) {
    return ID.apply(system);
  }

  /**
   * Opens a cache whose operations may take five seconds. The cache is made at its first use where
   * there is none, with defaults.
   *
   * @throws IllegalArgumentException when the name is not one of a cache
   */
  public <K, V> Cache<K, V> cache(String name, Codec<K> keys, Codec<V> values) {
    return cache(name, keys, values, CacheSettings.DEFAULT);
  }

  /**
   * Opens a cache.
   *
   * @throws IllegalArgumentException when the name is not one of a cache
   */
  public <K, V> Cache<K, V> cache(
      String name, Codec<K> keys, Codec<V> values, CacheSettings settings) {
    return Caches.open(gateway(), new CacheName(name), keys, values, settings);
  }

  /** The road that all operations take, for keys and values that are bytes. */
  public Gateway gateway() {
    return parts.gateway();
  }

  /** Why this node cannot serve yet or any more, in one sentence; empty when it can. */
  public Optional<String> notReadyBecause() {
    return parts.readiness().notReadyBecause();
  }

  /** What a server needs that is built around this node. */
  public AittaNode node() {
    return node;
  }

  private static final class Id extends ExtensionId<Aitta> {
    @Override
    public Aitta createExtension(ActorSystem<?> system) {
      return new Aitta(system);
    }
  }
}
