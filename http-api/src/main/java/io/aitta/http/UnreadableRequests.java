package io.aitta.http;

import java.util.concurrent.atomic.LongAdder;
import org.apache.pekko.event.LoggingAdapter;
import org.apache.pekko.http.ParsingErrorHandler;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.scaladsl.model.ErrorInfo;
import org.apache.pekko.http.scaladsl.model.StatusCode;
import org.apache.pekko.http.scaladsl.settings.ServerSettings;

/**
 * Answers requests whose head Pekko HTTP could not read, with a problem as any other. Named in
 * {@code aitta.http.server.parsing.error-handler}.
 */
public final class UnreadableRequests extends ParsingErrorHandler {
  /** How Pekko finds the one instance: as it finds that of a Scala object. */
  @SuppressWarnings("checkstyle:ConstantName")
  public static final UnreadableRequests MODULE$ = new UnreadableRequests();

  static final LongAdder COUNT = new LongAdder();

  private UnreadableRequests() {}

  @Override
  public HttpResponse handle(
      StatusCode status, ErrorInfo error, LoggingAdapter log, ServerSettings settings) {
    COUNT.increment();
    return problem(status.intValue(), error).toResponse();
  }

  private static Problem problem(int status, ErrorInfo error) {
    return switch (status) {
      case 414 -> Problem.of(ProblemType.KEY_TOO_LONG, "the path and query are too long");
      case 431 -> Problem.of(ProblemType.HEADERS_TOO_LARGE, detail(error));
      case 501 ->
          Problem.of(ProblemType.METHOD_NOT_ALLOWED, detail(error))
              .with(Responses.header("Allow", Route.allowAny()));
      case 505 ->
          Problem.of(
              ProblemType.BAD_REQUEST,
              "the request line does not end in a version of HTTP that is spoken here: HTTP/1.1");
      default -> Problem.of(typeOf(error), detail(error));
    };
  }

  /**
   * A target that is no URI is the query's fault where the path before it reads well, else the
   * key's where there is a key in it. The target is the detail's first line that has a slash.
   */
  private static ProblemType typeOf(ErrorInfo error) {
    if (!error.summary().startsWith("Illegal request-target")) {
      return ProblemType.BAD_REQUEST;
    }
    String target =
        error.detail().lines().filter(line -> line.contains("/")).findFirst().orElse("");
    int mark = target.indexOf('?');
    if (mark >= 0 && PercentEncoding.decode(target.substring(0, mark)).isPresent()) {
      return ProblemType.INVALID_PARAMETER;
    }
    return target.contains("/entries/") ? ProblemType.INVALID_KEY : ProblemType.BAD_REQUEST;
  }

  private static String detail(ErrorInfo error) {
    return error.summary().isEmpty() ? "the request cannot be read" : error.summary();
  }
}
