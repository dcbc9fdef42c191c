package io.aitta.multijvm.campaign.damage;

import static io.aitta.multijvm.http.Uris.entry;

import io.aitta.multijvm.campaign.damage.Expected.Entry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Every key of a node, read through REST.
 *
 * @param wrong keys that had another value than they should, or none, or one though they should not
 * @param unread keys that had no answer, or one that says that they cannot be read
 */
record Reading(List<String> wrong, List<String> unread) {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final int SHOWN = 60;
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT).build();

  /** Reads them all, in parallel. */
  static Reading of(URI node, Expected expected) {
    List<String> wrong = new ArrayList<>();
    List<String> unread = new ArrayList<>();
    List<CompletableFuture<Void>> answers = new ArrayList<>();
    expected.forEach(
        (entry, value) ->
            answers.add(
                get(node, entry)
                    .handle(
                        (answer, failed) -> {
                          judge(entry, value, Optional.ofNullable(answer), wrong, unread);
                          return null;
                        })));
    answers.forEach(CompletableFuture::join);
    return new Reading(wrong, unread);
  }

  private static CompletableFuture<HttpResponse<String>> get(URI node, Entry entry) {
    URI uri = node.resolve(entry(entry.cache(), entry.key()));
    return HTTP.sendAsync(
        HttpRequest.newBuilder(uri).timeout(TIMEOUT).build(), BodyHandlers.ofString());
  }

  private static synchronized void judge(
      Entry entry,
      Optional<String> value,
      Optional<HttpResponse<String>> answer,
      List<String> wrong,
      List<String> unread) {
    int status = answer.map(HttpResponse::statusCode).orElse(0);
    if (status != 200 && status != 404) {
      unread.add(entry + " " + status + " " + answer.map(HttpResponse::body).orElse(""));
      return;
    }
    Optional<String> found = answer.filter(it -> status == 200).map(HttpResponse::body);
    if (!found.equals(value)) {
      wrong.add("%s has %s, not %s".formatted(entry, shown(found), shown(value)));
    }
  }

  private static String shown(Optional<String> value) {
    return value
        .map(text -> "'" + text.substring(0, Math.min(SHOWN, text.length())).trim() + "'")
        .orElse("nothing");
  }
}
