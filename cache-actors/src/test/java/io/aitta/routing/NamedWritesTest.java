package io.aitta.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.core.model.CacheKey;
import io.aitta.core.model.CacheName;
import io.aitta.core.replication.history.RequestId;
import io.aitta.gateway.WriteName;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NamedWritesTest {
  @Test
  void id_isTheSameInAllVersions() {
    assertThat(id("users", "k", "order-17", 99))
        .isEqualTo(new RequestId(-5637007486120970835L, 99));
  }

  @Test
  void id_dependsOnAllParts_andNoneRunsIntoTheNext() {
    Set<Long> origins = new HashSet<>();
    for (String[] parts :
        new String[][] {
          {"a", "b", "c"}, {"ab", "c", "c"}, {"a", "bc", "c"}, {"a", "b", "cc"}, {"a", "bcc", "x"}
        }) {
      RequestId id = id(parts[0], parts[1], parts[2], 1);
      assertThat(id.isNamed()).isTrue();
      origins.add(id.origin());
    }
    assertThat(origins).hasSize(5);
    assertThat(id("a", "b", "c", 1).origin()).isEqualTo(id("a", "b", "c", 2).origin());
  }

  private static RequestId id(String cache, String key, String name, long fingerprint) {
    return NamedWrites.idOf(
        new CacheName(cache), CacheKey.of(key), new WriteName(name, fingerprint));
  }
}
