package io.aitta.protocol;

import io.aitta.core.register.model.VoterId;
import io.aitta.core.register.model.VoterProcess;
import io.aitta.core.replication.configuration.MemberId;

/**
 * Who a member is as a voter. Its words live in its memory, so the identity of its storage is that
 * of its process, and a process that starts again is another voter.
 */
public final class Voters {
  private Voters() {}

  /** The voter that lives on that member. */
  public static VoterId of(MemberId member) {
    return new VoterId(member.node(), member.incarnation());
  }

  /** The one process that speaks for that voter. */
  public static VoterProcess process(MemberId member) {
    return new VoterProcess(of(member), member.incarnation());
  }
}
