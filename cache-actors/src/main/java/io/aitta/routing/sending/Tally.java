package io.aitta.routing.sending;

import io.aitta.protocol.Answer.Refusal;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Counts what happens on the road. Thread-safe. */
public final class Tally {
  final LongAdder retries = new LongAdder();
  final LongAdder turnedAway = new LongAdder();
  final LongAdder undelivered = new LongAdder();
  final LongAdder timeouts = new LongAdder();
  final LongAdder unknownOutcomes = new LongAdder();
  final LongAdder lateAnswers = new LongAdder();
  final LongAdder foreignAnswers = new LongAdder();

  private final Map<Refusal, LongAdder> refused =
      Arrays.stream(Refusal.values())
          .collect(
              Collectors.toMap(
                  Function.identity(),
                  refusal -> new LongAdder(),
                  (first, second) -> first,
                  () -> new EnumMap<>(Refusal.class)));

  /** A leader refused for that reason. */
  public void refused(Refusal refusal) {
    refused.get(refusal).increment();
  }

  GatewayCounters with(Admission admission) {
    EnumMap<Refusal, Long> refusals = new EnumMap<>(Refusal.class);
    refused.forEach((refusal, count) -> refusals.put(refusal, count.sum()));
    return new GatewayCounters(
        admission.questions(),
        admission.bytes(),
        retries.sum(),
        refusals,
        turnedAway.sum(),
        undelivered.sum(),
        timeouts.sum(),
        unknownOutcomes.sum(),
        lateAnswers.sum(),
        foreignAnswers.sum());
  }
}
