package io.aitta.core.model;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The tags of an entry: at most 16, each 1 to 64 characters, sorted and distinct. */
public record Tags(List<String> names) implements Iterable<String> {
  /** The most tags an entry may have. */
  public static final int MAX = 16;

  /** No tags. */
  public static final Tags NONE = new Tags(List.of());

  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

  /**
   * @throws IllegalArgumentException when there are too many or one is malformed
   */
  public Tags {
    TreeSet<String> sorted = new TreeSet<>(names);
    if (sorted.size() > MAX) {
      throw new IllegalArgumentException(
          "an entry has at most " + MAX + " tags, not " + sorted.size());
    }
    for (String name : sorted) {
      if (!isValid(name)) {
        throw new IllegalArgumentException(
            "a tag is 1 to 64 characters of [A-Za-z0-9._:-], not '" + name + "'");
      }
    }
    names = List.copyOf(sorted);
  }

  public static Tags of(String... names) {
    return new Tags(List.of(names));
  }

  public static boolean isValid(String name) {
    return FORM.matcher(name).matches();
  }

  public boolean isEmpty() {
    return names.isEmpty();
  }

  /** Whether any of the others is among these. */
  public boolean containsAny(Collection<String> others) {
    return others.stream().anyMatch(names::contains);
  }

  @Override
  public Iterator<String> iterator() {
    return names.iterator();
  }
}
