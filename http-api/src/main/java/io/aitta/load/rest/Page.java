package io.aitta.load.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.aitta.console.OperatorException;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscribers;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page of a listing: its lines, and where the next one begins. */
public final class Page {
  private static final Pattern NEXT =
      Pattern.compile("<[^>]*[?&]cursor=([A-Za-z0-9_-]+)[^>]*>\\s*;\\s*rel=\"next\"");

  private final byte[] body;
  private final Optional<String> link;

  private Page(byte[] body, Optional<String> link) {
    this.body = requireNonNull(body, "body is null");
    this.link = requireNonNull(link, "link is null");
  }

  /** Keeps the body, and the link to the page after it. */
  static BodyHandler<Page> bodyHandler() {
    return response ->
        BodySubscribers.mapping(
            BodySubscribers.ofByteArray(),
            body -> new Page(body, response.headers().firstValue("Link")));
  }

  /** The body as it came; nobody else may change it. */
  public byte[] body() {
    return body;
  }

  /** The body as text, where it is a problem. */
  public String text() {
    return new String(body, UTF_8);
  }

  /**
   * The cursor of the next page; empty after the last.
   *
   * @throws OperatorException when there is a link that cannot be read: it is no end of a listing
   */
  public Optional<String> next() {
    return link.map(Page::cursor);
  }

  private static String cursor(String link) {
    Matcher next = NEXT.matcher(link);
    if (!next.find()) {
      throw new OperatorException(
          "the cluster answers with a link to a next page that has no cursor: "
              + link
              + "; is something between that changes answers?");
    }
    return next.group(1);
  }
}
