package io.aitta.transfer.format;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.List;

/** An entry as a file has it. */
public final class ExportedEntry {
  private final String key;
  private final byte[] value;
  private final String contentType;
  private final List<String> tags;
  private final Limits limits;

  /** An entry that takes the array over. */
  public ExportedEntry(
      String key, byte[] value, String contentType, List<String> tags, Limits limits) {
    this.key = requireNonNull(key, "key is null");
    this.value = requireNonNull(value, "value is null");
    this.contentType = requireNonNull(contentType, "contentType is null");
    this.tags = List.copyOf(tags);
    this.limits = requireNonNull(limits, "limits is null");
  }

  public String key() {
    return key;
  }

  /** The value's bytes; nobody may change them. */
  public byte[] value() {
    return value;
  }

  public String contentType() {
    return contentType;
  }

  public List<String> tags() {
    return tags;
  }

  public Limits limits() {
    return limits;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ExportedEntry entry
        && key.equals(entry.key)
        && Arrays.equals(value, entry.value)
        && contentType.equals(entry.contentType)
        && tags.equals(entry.tags)
        && limits.equals(entry.limits);
  }

  @Override
  public int hashCode() {
    return 31 * key.hashCode() + Arrays.hashCode(value);
  }

  /** Tells neither key nor value: it may end up in a log. */
  @Override
  public String toString() {
    return "entry of " + value.length + " bytes";
  }
}
