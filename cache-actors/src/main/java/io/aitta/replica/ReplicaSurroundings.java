package io.aitta.replica;

import io.aitta.core.replication.configuration.Configuration;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.core.replication.protocol.Output;
import io.aitta.core.replication.protocol.ReplicaMessage;
import io.aitta.core.replication.protocol.Standing;
import java.util.Optional;

/** What a replica has its node do. Called on the thread that runs the replica; never blocks. */
interface ReplicaSurroundings {
  /** Sends a message, which may be lost, to the replica of the partition in another process. */
  void send(MemberId to, ReplicaMessage message);

  /** Asks the register for the latest configuration. */
  void read(long call);

  /** Asks the register for the next configuration, where the expected one is the latest. */
  void propose(long call, Optional<Configuration> expected, Configuration next);

  /** Stores a record of the copy on the node's disk, after all before it. */
  void store(Output.Store record);

  /** What was stored before that number is not needed any more. */
  void forgetBefore(long number);

  /** The replica serves from now on, in that epoch: what is asked of it goes there. */
  Inbox serve(long epoch);

  /** The replica serves no more what waits there. */
  void serveNoMore(Inbox inbox);

  /** The replica plays another part, or knows of another configuration. */
  void stands(Standing standing);
}
