package io.aitta.load;

/** What a load makes of lines that cannot be used. */
public enum Tolerance {
  /** The first of them, or the first entry that is refused, ends it. */
  STRICT,
  /** They are left out, and it fails at its end. */
  USUAL,
  /** They are left out; it fails only where the cluster has not done what it was sent. */
  LENIENT
}
