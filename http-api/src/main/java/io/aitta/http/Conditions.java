package io.aitta.http;

import io.aitta.core.model.Condition;
import io.aitta.core.model.Entry;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The preconditions of requests, after RFC 9110, section 13. */
final class Conditions {
  private static final String UNMODIFIED = "If-Unmodified-Since";

  /** A year of two digits is one of the hundred that begin here. */
  private static final int FIRST_YEAR = 1990;

  private static final List<DateTimeFormatter> DATES =
      List.of(
          DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.US),
          new DateTimeFormatterBuilder()
              .appendPattern("EEEE, dd-MMM-")
              .appendValueReduced(ChronoField.YEAR, 2, 2, FIRST_YEAR)
              .appendPattern(" HH:mm:ss 'GMT'")
              .toFormatter(Locale.US),
          DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss uuuu", Locale.US));

  private Conditions() {}

  /**
   * The condition of a write. A date that is none is refused, since the write would else happen
   * without what was asked.
   */
  static Condition ofWrite(Headers headers) {
    headers.first(UNMODIFIED).filter(text -> date(text).isEmpty()).ifPresent(Conditions::refuse);
    Condition condition =
        new Condition(required(headers), EntityTags.refused(headers.all("If-None-Match")));
    return condition.equals(Condition.ALWAYS) ? Condition.ALWAYS : condition;
  }

  /**
   * Refuses any condition of a write that cannot keep one: it would else happen without what was
   * asked.
   */
  static void refuseAny(Headers headers) {
    for (String name : List.of("If-Match", "If-None-Match", UNMODIFIED)) {
      if (headers.first(name).isPresent()) {
        throw ProblemException.of(
            ProblemType.INVALID_CONDITION,
            name + " does not apply here: send the request without it; nothing was changed");
      }
    }
  }

  /** The condition of a read. */
  static OfRead ofRead(Headers headers) {
    Condition.Match refused = EntityTags.refused(headers.all("If-None-Match"));
    return new OfRead(
        new Condition(required(headers), new Condition.Unasked()),
        new Condition(new Condition.Unasked(), refused),
        refused instanceof Condition.Unasked
            ? headers.first("If-Modified-Since").flatMap(Conditions::date)
            : Optional.empty());
  }

  /** A date counts where no entity tag is named. */
  private static Condition.Match required(Headers headers) {
    Condition.Match tags = EntityTags.required(headers.all("If-Match"));
    return tags instanceof Condition.Unasked
        ? headers
            .first(UNMODIFIED)
            .flatMap(Conditions::date)
            .<Condition.Match>map(date -> new Condition.UnmodifiedSince(date.getEpochSecond()))
            .orElse(tags)
        : tags;
  }

  private static void refuse(String date) {
    throw ProblemException.of(
        ProblemType.INVALID_CONDITION,
        "If-Unmodified-Since takes a date such as Sun, 06 Nov 1994 08:49:37 GMT");
  }

  /** Any of the three forms of RFC 9110, section 5.6.7. */
  private static Optional<Instant> date(String text) {
    return DATES.stream().flatMap(form -> date(text, form).stream()).findFirst();
  }

  private static Optional<Instant> date(String text, DateTimeFormatter form) {
    try {
      return Optional.of(LocalDateTime.parse(text, form).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException other) {
      return Optional.empty();
    }
  }

  /**
   * What a read asks of an entry.
   *
   * @param precondition what must hold, else 412
   * @param change what must hold, else 304
   */
  record OfRead(Condition precondition, Condition change, Optional<Instant> modifiedSince) {
    boolean fails(Entry entry) {
      return !precondition.holds(Optional.of(entry));
    }

    boolean isUnchanged(Entry entry) {
      Instant modified = Instant.ofEpochSecond(entry.modifiedAt() / 1000);
      return !change.holds(Optional.of(entry))
          || modifiedSince.filter(since -> !modified.isAfter(since)).isPresent();
    }
  }
}
