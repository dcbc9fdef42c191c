package io.aitta.voter;

import io.aitta.core.register.voter.VoterRecord;
import io.aitta.core.register.voter.VoterStorage;
import java.util.List;

/**
 * The storage of a voter whose words live as long as its process. It keeps nothing: the voter knows
 * its own state, and a process that starts again is another voter, which never voted.
 */
final class MemoryStorage implements VoterStorage {
  @Override
  public List<VoterRecord> recovered() {
    return List.of();
  }

  @Override
  public void append(List<VoterRecord> records) {
    // The voter has them.
  }

  @Override
  public boolean isOvergrown() {
    return false;
  }

  @Override
  public void replace(List<VoterRecord> records) {
    // Never overgrown.
  }
}
