package io.aitta.http;

import io.aitta.core.model.Condition;
import io.aitta.core.model.Entry;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** The preconditions of requests, after RFC 9110, section 13. */
final class Conditions {
  private static final String UNMODIFIED = "If-Unmodified-Since";

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

  private static Optional<Instant> date(String text) {
    try {
      return Optional.of(
          ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException malformed) {
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
