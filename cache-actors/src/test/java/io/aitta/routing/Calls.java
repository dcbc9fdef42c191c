package io.aitta.routing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import io.aitta.core.model.CacheKey;
import io.aitta.core.model.CacheValue;
import io.aitta.core.model.Condition;
import io.aitta.core.model.Lifetime;
import io.aitta.core.model.Selector;
import io.aitta.core.model.Tags;
import io.aitta.core.operation.Get;
import io.aitta.core.operation.Put;
import io.aitta.gateway.CacheException;
import io.aitta.gateway.ListRequest;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** The words in which these tests ask and hear. */
public final class Calls {
  private Calls() {}

  public static Get read(String key) {
    return new Get(CacheKey.of(key), true);
  }

  public static Put put(String key, String value) {
    return new Put(
        CacheKey.of(key),
        CacheValue.owning(value.getBytes(UTF_8), "text/plain"),
        Lifetime.INHERITED,
        Tags.NONE,
        Condition.ALWAYS);
  }

  public static ListRequest page(int limit) {
    return new ListRequest(new Selector.All(), Optional.empty(), limit, false);
  }

  /** The answer, for which it waits a bounded time. */
  public static <T> T answer(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(120, SECONDS);
    } catch (ExecutionException e) {
      throw new AssertionError("failed with " + e.getCause(), e);
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError("no answer in time", e);
    }
  }

  /** The failure, for which it waits a bounded time. */
  public static CacheException failure(CompletionStage<?> stage) {
    try {
      Object answer = stage.toCompletableFuture().get(120, SECONDS);
      throw new AssertionError("answered with " + answer);
    } catch (ExecutionException e) {
      return (CacheException) e.getCause();
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError("no answer in time", e);
    }
  }
}
