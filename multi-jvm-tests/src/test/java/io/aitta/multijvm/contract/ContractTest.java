package io.aitta.multijvm.contract;

import static io.aitta.multijvm.http.Uris.entry;
import static io.aitta.multijvm.http.Uris.freshCache;

import io.aitta.multijvm.http.Answer;
import io.aitta.multijvm.http.Api;
import io.aitta.multijvm.process.SharedCluster;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * Tests that run once per node of the shared cluster. What is written {@link #here} is to be seen
 * {@link #there} at once.
 */
@SharedCluster
@ParameterizedClass(name = "{0}")
@ArgumentsSource(EveryNode.class)
abstract class ContractTest {
  /** An entry that is surely not one of anybody's. */
  static final String OTHER_ETAG = "\"other\"";

  /** For what comes without anybody's doing: far more than it takes on a busy machine. */
  static final Duration PATIENCE = Duration.ofMinutes(1);

  @Parameter Doors doors;

  /** A cache that does not exist when the test begins. */
  String cache;

  Api here;
  Api there;

  @BeforeEach
  void openDoors() {
    here = doors.here();
    there = doors.there();
    cache = freshCache();
  }

  /** Stores text and gives the new entity tag. */
  String store(String key, String text) {
    Answer stored = here.put(entry(cache, key), text, "Content-Type", "text/plain");
    return (stored.status() == 204 ? stored : stored.is(201)).etag();
  }
}
