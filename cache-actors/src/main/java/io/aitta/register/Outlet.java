package io.aitta.register;

import io.aitta.core.register.model.Generation;
import io.aitta.core.register.model.VoterId;
import io.aitta.protocol.VoterNotice;
import io.aitta.protocol.VoterPost;
import java.util.Optional;
import org.apache.pekko.actor.Address;

/** Where a registrar's words go. None of these blocks; messages may get lost. */
interface Outlet {
  /** Sends to the node on which another voter lives. */
  void send(VoterId to, VoterPost post);

  /** Answers the node at that address. */
  void answer(Address to, VoterPost post);

  /** The node asks that generation from now on, and all others are to hear of it. */
  void entered(Generation active);

  /** This node has asked for other voters. */
  void changing(Generation from);

  /** That was in vain. */
  void changeFailed(String reason);

  /** The storage of this node's voter has failed: it answers nothing more in this process. */
  void steppedBack(String reason, VoterNotice notice);

  /** Nothing can be decided for some time, and since when; or empty: something can be again. */
  void standsStill(Optional<Standstill> now);

  /** Another member has a generation of the same number with other voters. */
  void contradicted(Generation mine, Generation other);
}
