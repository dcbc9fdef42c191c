package io.aitta.multijvm.readme;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A fenced block of a Markdown text that a comment before it marks to be checked.
 *
 * @param line where the mark is, from 1
 * @param mark what the comment says after {@code run:}
 * @param language the language of the fence
 * @param code what is in the fence
 * @param output what is in the {@code text} fence that follows at once, if there is one
 */
record MarkedBlock(int line, String mark, String language, String code, Optional<String> output) {
  private static final Pattern MARK =
      Pattern.compile("^<!-- run: ([^>]+?) -->\\s*$", Pattern.MULTILINE);
  private static final Pattern FENCE =
      Pattern.compile(
          "\\G\\s*^```(\\w*)[^\\n]*\\n(.*?)^```\\s*$", Pattern.MULTILINE | Pattern.DOTALL);

  MarkedBlock {
    requireNonNull(mark, "mark is null");
    requireNonNull(code, "code is null");
  }

  /**
   * All marked blocks, in order.
   *
   * @throws AssertionError when a mark has no fence after it
   */
  static List<MarkedBlock> of(String markdown) {
    List<MarkedBlock> blocks = new ArrayList<>();
    Matcher mark = MARK.matcher(markdown);
    while (mark.find()) {
      blocks.add(block(markdown, mark));
    }
    return blocks;
  }

  private static MarkedBlock block(String markdown, Matcher mark) {
    int line = (int) markdown.substring(0, mark.start()).lines().count() + 1;
    Matcher fence = FENCE.matcher(markdown);
    if (!fence.find(mark.end())) {
      throw new AssertionError("line " + line + ": no fenced block follows the mark");
    }
    String language = fence.group(1);
    String code = fence.group(2);
    Optional<String> output =
        fence.find() && fence.group(1).equals("text")
            ? Optional.of(fence.group(2))
            : Optional.empty();
    return new MarkedBlock(line, mark.group(1).trim(), language, code, output);
  }

  /**
   * Checks what a command printed. Line ends and spaces around lines are ignored; {@code …} stands
   * for anything within a line.
   */
  void assertPrinted(String printed) {
    output.ifPresent(
        expected -> {
          if (!pattern(expected).matcher(normal(printed)).matches()) {
            throw new AssertionError(
                "README, line %d: expected%n%s%nbut the command printed%n%s"
                    .formatted(line, expected, printed));
          }
        });
  }

  /** Checks that a command printed this, among other lines. */
  void assertPrintedAmong(String printed) {
    output.ifPresent(
        expected -> {
          if (!pattern(expected).matcher(normal(printed)).find()) {
            throw new AssertionError(
                "README, line %d: expected%n%s%namong what the command printed%n%s"
                    .formatted(line, expected, printed));
          }
        });
  }

  private static Pattern pattern(String expected) {
    StringBuilder pattern = new StringBuilder();
    for (String literal : normal(expected).split("…", -1)) {
      pattern.append(pattern.isEmpty() ? "" : "[^\\n]*").append(Pattern.quote(literal));
    }
    return Pattern.compile(pattern.toString());
  }

  private static String normal(String text) {
    return text.lines().map(String::strip).reduce("", (all, next) -> all + next + "\n").strip();
  }
}
