package io.aitta.embedded;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Some of many keys failed; what was asked for the others was done. Carries no stack trace. */
public final class BulkException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Map<Object, RuntimeException> failures;

  BulkException(String what, int asked, Map<?, RuntimeException> failures) {
    super(
        failures.size()
            + " of "
            + asked
            + " keys failed in "
            + what
            + ", the first: "
            + first(failures),
        first(failures),
        false,
        false);
    this.failures = Collections.unmodifiableMap(new LinkedHashMap<>(failures));
  }

  /** The keys that failed and why, in the order they were asked for. Never empty. */
  public Map<Object, RuntimeException> failures() {
    return failures;
  }

  private static RuntimeException first(Map<?, RuntimeException> failures) {
    return failures.values().iterator().next();
  }
}
