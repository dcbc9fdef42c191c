package io.aitta.node;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;

/** An answer that is read to its end, so that its connection can be used again. */
public final class WholeAnswer {
  private static final int LONGEST = 1 << 16;

  private WholeAnswer() {}

  /**
   * Reads the answer and says its status. What comes after 64 KiB is left, and the connection with
   * it. Blocks.
   */
  public static int status(HttpURLConnection connection) throws IOException {
    int status = connection.getResponseCode();
    boolean failed = status >= HttpURLConnection.HTTP_BAD_REQUEST;
    InputStream body = failed ? connection.getErrorStream() : connection.getInputStream();
    if (body != null) {
      try (body) {
        body.readNBytes(LONGEST);
      }
    }
    return status;
  }
}
