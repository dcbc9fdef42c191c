package io.aitta.node;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.slf4j.LoggerFactory;

/** The meter of what Pekko's remoting complains of; none where the log is another's. */
final class LogMetrics implements MeterBinder {
  @Override
  public void bindTo(MeterRegistry registry) {
    RemotingLog.of(LoggerFactory.getILoggerFactory())
        .ifPresent(
            log ->
                FunctionCounter.builder("aitta.remoting.complaints", log, RemotingLog::complaints)
                    .description(
                        "warnings and errors of Pekko's remoting, garbage on the cluster port"
                            + " among them, in the log or left out of it")
                    .register(registry));
  }
}
