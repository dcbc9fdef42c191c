package io.aitta.multijvm.surroundings;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How namespaces and devices of a campaign are called: by the pid of its process, so that what a
 * dead one has left behind can be told. At most 15 characters, as the kernel wants it.
 */
record Names(long pid) {
  private static final Pattern NAME = Pattern.compile("aitta-(\\d{1,7})-(b|\\d)");

  String bridge() {
    return "aitta-" + pid + "-b";
  }

  /** Of the namespace of a node, counted from 0, and of the device that leads to it. */
  String node(int index) {
    if (index < 0 || index > 9) {
      throw new IllegalArgumentException("no name for node " + index);
    }
    return "aitta-" + pid + "-" + index;
  }

  /** The pid in a name of this kind. */
  static Optional<Long> pidIn(String name) {
    Matcher matcher = NAME.matcher(name);
    return matcher.matches() ? Optional.of(Long.parseLong(matcher.group(1))) : Optional.empty();
  }
}
