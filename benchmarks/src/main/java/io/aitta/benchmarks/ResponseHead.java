package io.aitta.benchmarks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.net.ProtocolException;
import java.util.Locale;

/** The few headers that say where a response ends. For use by one thread. */
final class ResponseHead {
  /** The length of the body; negative where none was told. */
  int length = -1;

  /** Whether the body comes in chunks. */
  boolean chunked;

  /** Whether the connection stays for the next request. */
  boolean keepAlive = true;

  /** Takes in one header line. Most are told by their first letter and length to be of no use. */
  void take(byte[] line, int lineLength) throws ProtocolException {
    if (startsWith(line, lineLength, "content-length:")) {
      length = parseLength(value(line, lineLength));
    } else if (startsWith(line, lineLength, "transfer-encoding:")) {
      chunked = value(line, lineLength).toLowerCase(Locale.ROOT).endsWith("chunked");
    } else if (startsWith(line, lineLength, "connection:")) {
      keepAlive = !value(line, lineLength).equalsIgnoreCase("close");
    }
  }

  private static boolean startsWith(byte[] line, int lineLength, String name) {
    if (lineLength < name.length()) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      char expected = name.charAt(i);
      if (line[i] != expected && line[i] != Character.toUpperCase(expected)) {
        return false;
      }
    }
    return true;
  }

  private static String value(byte[] line, int lineLength) {
    String text = new String(line, 0, lineLength, ISO_8859_1);
    return text.substring(text.indexOf(':') + 1).trim();
  }

  private static int parseLength(String text) throws ProtocolException {
    try {
      return Integer.parseUnsignedInt(text);
    } catch (NumberFormatException e) {
      throw new ProtocolException("a Content-Length of '" + text + "'");
    }
  }
}
