package io.aitta.routing.sending;

import io.aitta.protocol.Answer.Refusal;
import java.util.Map;

/**
 * What a gateway has under way and has met so far. All but the first two only grow.
 *
 * @param inFlight how many requests are under way
 * @param inFlightBytes how many bytes those count
 * @param retries how often a request was sent again
 * @param refused how often a leader refused, by its reason
 * @param turnedAway requests refused here because too much was under way
 * @param undelivered requests that the road to the leader did not take
 * @param timeouts requests whose time was over
 * @param unknownOutcomes writes of which nobody can say whether they happened
 * @param lateAnswers answers that nobody waited for any more
 * @param foreignAnswers answers to a gateway that is not this one
 */
public record GatewayCounters(
    int inFlight,
    long inFlightBytes,
    long retries,
    Map<Refusal, Long> refused,
    long turnedAway,
    long undelivered,
    long timeouts,
    long unknownOutcomes,
    long lateAnswers,
    long foreignAnswers) {
  public GatewayCounters {
    refused = Map.copyOf(refused);
  }
}
