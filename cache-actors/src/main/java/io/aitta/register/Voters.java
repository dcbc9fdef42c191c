package io.aitta.register;

import io.aitta.core.register.model.VoterId;
import io.aitta.core.register.model.VoterProcess;
import io.aitta.core.replication.configuration.MemberId;

/**
 * Who a member is as a voter. Its words live in its memory, so the identity of its storage is that
 * of its process, and a process that starts again is another voter.
 */
final class Voters {
  private Voters() {}

  static VoterId of(MemberId member) {
    return new VoterId(member.node(), member.incarnation());
  }

  static VoterProcess process(MemberId member) {
    return new VoterProcess(of(member), member.incarnation());
  }
}
