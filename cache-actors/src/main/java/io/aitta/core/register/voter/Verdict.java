package io.aitta.core.register.voter;

import io.aitta.core.register.message.VoterReply;
import java.util.List;

/**
 * What a voter will answer, once it has kept the records.
 *
 * @param records what changes; empty where nothing does
 */
record Verdict(VoterReply reply, List<VoterRecord> records) {
  Verdict {
    records = List.copyOf(records);
  }

  static Verdict of(VoterReply reply) {
    return new Verdict(reply, List.of());
  }
}
