package io.aitta.http;

import io.aitta.core.model.Condition;
import io.aitta.core.model.Version;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Entity tags and lists of them, after RFC 9110, sections 8.8.3, 13.1.1 and 13.1.2. A tag that is
 * well-formed and not one of ours matches nothing; malformed text is {@code invalid-condition}.
 */
final class EntityTags {
  private EntityTags() {}

  /** The version as a strong tag. */
  static String quote(Version version) {
    return "\"" + version + "\"";
  }

  /** Reads If-Match: strong comparison, so a weak tag matches nothing. */
  static Condition.Match required(List<String> lines) {
    return parse("If-Match", lines, false);
  }

  /** Reads If-None-Match: weak comparison, so a weak tag matches as a strong one does. */
  static Condition.Match refused(List<String> lines) {
    return parse("If-None-Match", lines, true);
  }

  private static Condition.Match parse(String name, List<String> lines, boolean weakMatches) {
    if (lines.isEmpty()) {
      return new Condition.Unasked();
    }
    String text = String.join(",", lines);
    return text.strip().equals("*")
        ? new Condition.AnyVersion()
        : new Condition.Versions(new Reader(name, text, weakMatches).list());
  }

  /** Reads one list of tags from left to right. */
  private static final class Reader {
    private final String name;
    private final String text;
    private final boolean weakMatches;
    private final Set<Version> versions = new HashSet<>();
    private int at;

    Reader(String name, String text, boolean weakMatches) {
      this.name = name;
      this.text = text;
      this.weakMatches = weakMatches;
    }

    Set<Version> list() {
      boolean any = false;
      skipSeparators();
      while (at < text.length()) {
        tag();
        any = true;
        skipBlanks();
        if (at < text.length() && text.charAt(at) != ',') {
          throw malformed();
        }
        skipSeparators();
      }
      if (!any) {
        throw malformed();
      }
      return versions;
    }

    private void tag() {
      boolean weak = text.startsWith("W/", at);
      at += weak ? 2 : 0;
      if (at >= text.length() || text.charAt(at) != '"') {
        throw malformed();
      }
      int end = text.indexOf('"', at + 1);
      if (end < 0) {
        throw malformed();
      }
      Optional<Version> version = opaque(text.substring(at + 1, end));
      if (!weak || weakMatches) {
        version.ifPresent(versions::add);
      }
      at = end + 1;
    }

    private Optional<Version> opaque(String tag) {
      for (int i = 0; i < tag.length(); i++) {
        char c = tag.charAt(i);
        if (c <= ' ' || c == 0x7F) {
          throw malformed();
        }
      }
      return Version.parse(tag);
    }

    private void skipSeparators() {
      while (at < text.length() && (isBlank() || text.charAt(at) == ',')) {
        at++;
      }
    }

    private void skipBlanks() {
      while (at < text.length() && isBlank()) {
        at++;
      }
    }

    private boolean isBlank() {
      return text.charAt(at) == ' ' || text.charAt(at) == '\t';
    }

    private ProblemException malformed() {
      return ProblemException.of(
          ProblemType.INVALID_CONDITION,
          name + " is * or a list of quoted entity tags, not " + text);
    }
  }
}
