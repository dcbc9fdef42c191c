package io.aitta.http;

import io.aitta.core.model.Condition;
import io.aitta.core.model.Version;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** The preconditions of requests, after RFC 9110, section 13. */
final class Conditions {
  private Conditions() {}

  /**
   * The condition of a write. A date cannot tell two writes of one second apart, so a write on
   * If-Unmodified-Since is refused rather than done without it.
   */
  static Condition ofWrite(Headers headers) {
    Condition.Match required = EntityTags.required(headers.all("If-Match"));
    Condition.Match refused = EntityTags.refused(headers.all("If-None-Match"));
    if (required instanceof Condition.Unasked && headers.first("If-Unmodified-Since").isPresent()) {
      throw ProblemException.of(
          ProblemType.INVALID_CONDITION,
          "a write takes If-Match with an entity tag, not If-Unmodified-Since");
    }
    return required instanceof Condition.Unasked && refused instanceof Condition.Unasked
        ? Condition.ALWAYS
        : new Condition(required, refused);
  }

  /** The condition of a read. */
  static OfRead ofRead(Headers headers) {
    Condition.Match required = EntityTags.required(headers.all("If-Match"));
    Condition.Match refused = EntityTags.refused(headers.all("If-None-Match"));
    return new OfRead(
        new Condition(required, new Condition.Unasked()),
        new Condition(new Condition.Unasked(), refused),
        required instanceof Condition.Unasked
            ? headers.first("If-Unmodified-Since").flatMap(Conditions::date)
            : Optional.empty(),
        refused instanceof Condition.Unasked
            ? headers.first("If-Modified-Since").flatMap(Conditions::date)
            : Optional.empty());
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
  record OfRead(
      Condition precondition,
      Condition change,
      Optional<Instant> unmodifiedSince,
      Optional<Instant> modifiedSince) {
    boolean fails(Version version, long modifiedAt) {
      return !precondition.holds(Optional.of(version))
          || unmodifiedSince.filter(limit -> seconds(modifiedAt).isAfter(limit)).isPresent();
    }

    boolean isUnchanged(Version version, long modifiedAt) {
      return !change.holds(Optional.of(version))
          || modifiedSince.filter(since -> !seconds(modifiedAt).isAfter(since)).isPresent();
    }

    private static Instant seconds(long millis) {
      return Instant.ofEpochSecond(millis / 1000);
    }
  }
}
