package io.aitta.transfer;

import static java.util.Objects.requireNonNull;

import io.aitta.console.OperatorException;
import io.aitta.load.rest.Answer;
import io.aitta.load.rest.CacheClient;
import io.aitta.load.rest.Page;
import io.aitta.load.rest.Patience;
import io.aitta.load.rest.Refusals;
import io.aitta.transfer.resume.Mark;
import io.aitta.transfer.resume.Marks;
import java.time.Duration;
import java.util.Optional;

/**
 * The pages of a cache's listing. A partition that gets another owner in the middle of it cannot be
 * listed any further, and a cluster answers that as it answers what passes by itself: so where a
 * page does not come, one from before is asked for, and the listing goes on from there.
 */
final class Pages {
  private static final String QUERY = "limit=1000&values=true&details=true";
  private static final int REFUSED = 400;

  private final CacheClient client;
  private final String cache;
  private final Patience brief;
  private final Patience patience;

  /**
   * @param patience how long a page is asked for before it is given up; a quarter of it before
   *     others are tried
   */
  Pages(CacheClient client, String cache, Patience patience) {
    this.client = client;
    this.cache = cache;
    this.patience = patience;
    this.brief = limited(patience, patience.limit().dividedBy(4));
  }

  /**
   * A page that was found.
   *
   * @param from where it begins
   */
  record Found(Mark from, Page page) {
    Found {
      requireNonNull(from, "from is null");
      requireNonNull(page, "page is null");
    }
  }

  /**
   * The page at the last mark, or at the latest one before it from which the listing goes on.
   *
   * @throws OperatorException when there is none
   */
  Found next(Marks marks) {
    Mark last = marks.last();
    Answer<Page> answer = ask(last, brief);
    if (!answer.isError()) {
      return new Found(last, answer.body());
    }
    for (Mark earlier : marks.steps()) {
      Answer<Page> instead = ask(earlier, limited(patience, Duration.ZERO));
      if (!instead.isError()) {
        return new Found(earlier, instead.body());
      }
    }
    answer = ask(last, patience);
    if (answer.isError()) {
      throw new OperatorException(
          "the cache %s cannot be listed any further: %s; see how the cluster does, then go on with the same command and --resume"
              .formatted(cache, reason(answer)));
    }
    return new Found(last, answer.body());
  }

  /**
   * Asks for a page.
   *
   * @throws OperatorException when it is refused for ever
   */
  private Answer<Page> ask(Mark mark, Patience limits) {
    Optional<String> cursor = mark.cursor();
    String query = QUERY + cursor.map(text -> "&cursor=" + text).orElse("");
    Answer<Page> answer = client.page(query, limits);
    if (answer.isMiss()) {
      throw new OperatorException(
          "there is no cache %s in this cluster; GET /v1/caches lists those that there are"
              .formatted(cache));
    }
    boolean foreignCursor = answer.status() == REFUSED && cursor.isPresent();
    boolean passes = answer.isNotYetDone() || answer.isUnknown();
    if (answer.isError() && !passes && !foreignCursor) {
      throw new OperatorException(
          "the cache %s cannot be listed: %s".formatted(cache, reason(answer)));
    }
    return answer;
  }

  private static String reason(Answer<Page> answer) {
    String body = answer.body() == null ? null : answer.body().text();
    return Refusals.of(new Answer<>(answer.status(), body));
  }

  private static Patience limited(Patience patience, Duration limit) {
    return new Patience(limit, patience.firstPause(), patience.longestPause());
  }
}
