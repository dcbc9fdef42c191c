package io.aitta.multijvm.campaign;

import java.util.Map;

/** A report for people. */
final class ReportTable {
  private final StringBuilder text = new StringBuilder();

  private ReportTable() {}

  static String of(Report report) {
    return new ReportTable().fill(report);
  }

  private String fill(Report report) {
    row("scenario", report.scenario() + ", commit " + report.commit() + ", seed " + report.seed());
    row("took", report.seconds() + " s with " + report.clients() + " clients");
    row("idempotency keys", report.idempotencyKeys() ? "honoured" : "not honoured");
    count("operations", report.operations());
    count("writes acknowledged", report.acknowledged());
    count("writes of unknown outcome", report.unknown());
    count("keys", report.keys());
    count("acknowledged writes lost", report.lost());
    count("writes acknowledged in an outdated epoch", report.outdated());
    count("increments too many", report.surplus());
    count("keys with violations", report.violations().size());
    count("keys undecided", report.undecided().size());
    count("keys unread", report.unread().size());
    Report.Unawaited async = report.unawaited();
    if (async.acknowledged() > 0) {
      row(
          "async writes lost",
          "%,d of %,d, the oldest acknowledged %,d ms before"
              .formatted(async.lost(), async.acknowledged(), async.oldestMillis()));
    }
    report.untilWhole().forEach((fault, whole) -> row(fault, "%d times".formatted(whole.count())));
    percentiles("not writable after", report.unwritable());
    percentiles("not whole after", report.untilWhole());
    report.whileCut().keySet().stream()
        .filter(answer -> answer.contains(", struck: "))
        .forEach(answer -> percentiles("", Map.of(answer, report.whileCut().get(answer))));
    report.failures().forEach(this::count);
    report.broken().forEach(why -> row("ended early", why));
    return text.toString();
  }

  private void percentiles(String what, Map<String, Outages.Percentiles> byFault) {
    byFault.forEach(
        (fault, of) ->
            row(
                (what + " " + fault).trim(),
                "p50 %,d ms, p99 %,d ms, most %,d ms of %,d"
                    .formatted(of.p50Millis(), of.p99Millis(), of.maxMillis(), of.count())));
  }

  private void count(String what, long count) {
    row(what, "%,d".formatted(count));
  }

  private void row(String what, String value) {
    text.append("%-48s %s%n".formatted(what, value));
  }
}
