package io.aitta.core.register.voter;

import java.util.ArrayList;
import java.util.List;

/** A storage in memory that never fails. */
final class TestingStorage implements VoterStorage {
  private final List<VoterRecord> kept = new ArrayList<>();

  @Override
  public List<VoterRecord> recovered() {
    return List.copyOf(kept);
  }

  @Override
  public void append(List<VoterRecord> records) {
    kept.addAll(records);
  }

  @Override
  public boolean isOvergrown() {
    return false;
  }

  @Override
  public void replace(List<VoterRecord> records) {
    throw new AssertionError("nothing was overgrown");
  }
}
