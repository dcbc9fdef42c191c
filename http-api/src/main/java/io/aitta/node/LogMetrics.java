package io.aitta.node;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/** Meters of what Pekko's remoting tells by the log alone; none where the log is another's. */
final class LogMetrics implements MeterBinder {
  @Override
  public void bindTo(MeterRegistry registry) {
    filterOf(LoggerFactory.getILoggerFactory(), ForeignConnections.class)
        .ifPresent(
            connections ->
                FunctionCounter.builder(
                        "aitta.remoting.foreign", connections, ForeignConnections::ended)
                    .description(
                        "connections to the cluster port that were ended as what came over them"
                            + " was foreign or cut short")
                    .register(registry));
    filterOf(LoggerFactory.getILoggerFactory(), RemotingLog.class)
        .ifPresent(
            log ->
                FunctionCounter.builder("aitta.remoting.complaints", log, RemotingLog::complaints)
                    .description(
                        "warnings and errors of Pekko's remoting, garbage on the cluster port"
                            + " among them, in the log or left out of it")
                    .register(registry));
  }

  /** The one of that kind that a logger context has, if any. */
  static <T extends TurboFilter> Optional<T> filterOf(Object loggers, Class<T> kind) {
    return loggers instanceof LoggerContext context
        ? context.getTurboFilterList().stream().filter(kind::isInstance).map(kind::cast).findFirst()
        : Optional.empty();
  }
}
