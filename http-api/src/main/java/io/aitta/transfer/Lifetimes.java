package io.aitta.transfer;

/** From when on the time to live of what is imported counts. */
public enum Lifetimes {
  /** From the write that it was given by: the time between export and import counts. */
  ORIGINAL,
  /** From the import: what was left at the export is left now. */
  REMAINING
}
