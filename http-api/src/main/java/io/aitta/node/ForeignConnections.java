package io.aitta.node;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Marker;

/**
 * Counts connections to the cluster port that were ended as what came over them was foreign or cut
 * short. Pekko drops those by itself and tells of it only in lines of its streams at DEBUG, in
 * words that it shares with connections of HTTP, or with the stack of an error where fewer than its
 * first four bytes came. Both are taken out of the log; a foreign connection has one warning
 * instead, which {@link RemotingLog} bounds. Logback creates it, by its name in {@code
 * logback-levels.xml}. Thread-safe.
 */
public final class ForeignConnections extends TurboFilter {
  private static final List<String> TELLERS =
      List.of(
          "org.apache.pekko.actor.RepointableActorRef",
          "org.apache.pekko.stream.impl.io.TcpConnectionStage$TcpStreamLogic");

  /** Of some that end Pekko tells twice, of each once in one of these words. */
  private static final Pattern FOREIGN =
      Pattern.compile(
          "Aborting (?:tcp )?connection (?:from|to) /?(\\S+) because of "
              + "(?:downstream failure: \\S+ (.*magic bytes.*)"
              + "|upstream failure: \\S+ "
              + "(.*truncated final frame.*|truncated data in .*|Unexpected streamId.*))");

  private static final String ENDS_SHORT = "pekko.remote.artery.tcp.TcpFraming";

  private final LongAdder ended = new LongAdder();

  /** How many connections were ended. */
  long ended() {
    return ended.sum();
  }

  /** Without a format the logger is only asked whether it would write a line. */
  @Override
  public FilterReply decide(
      Marker marker, Logger logger, Level level, String format, Object[] parameters, Throwable t) {
    if (format == null || !TELLERS.contains(logger.getName())) {
      return FilterReply.NEUTRAL;
    }
    if (level == Level.DEBUG) {
      tellIfForeign(parameters == null ? format : String.valueOf(parameters[0]));
      return FilterReply.DENY;
    }
    return format.contains(ENDS_SHORT) ? FilterReply.DENY : FilterReply.NEUTRAL;
  }

  private void tellIfForeign(String line) {
    Matcher foreign = FOREIGN.matcher(line);
    if (foreign.lookingAt()) {
      ended.increment();
      ((LoggerContext) getContext())
          .getLogger(ForeignConnections.class)
          .warn(
              "Ended a connection from {} to the cluster port: what came over it is not what nodes"
                  + " of this cluster send each other, or was cut short: {}",
              foreign.group(1),
              foreign.group(2) == null ? foreign.group(3) : foreign.group(2));
    }
  }
}
