package io.aitta.core.replication;

import io.aitta.core.replication.configuration.Configuration;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.core.replication.history.Copy;
import io.aitta.core.replication.protocol.Counter;
import io.aitta.core.replication.protocol.Input.Maintenance;
import io.aitta.core.replication.protocol.Now;
import io.aitta.core.replication.protocol.Outcome;
import io.aitta.core.replication.protocol.ReplicaMessage;
import io.aitta.core.replication.protocol.Request;
import io.aitta.core.replication.protocol.Standing;
import java.util.Optional;
import java.util.Set;

/**
 * The part a replica plays. Each handler answers with the part that follows, mostly the same; what
 * a part has no use for it leaves.
 */
abstract sealed class Role permits Idle, Founder, Returned, Learner, Backup, Candidate, Primary {
  final Ground ground;

  Role(Ground ground) {
    this.ground = ground;
  }

  abstract Standing.Part part();

  /** The copy, whole or not. */
  abstract Optional<Copy> copy();

  /** The copy that the disk is to have; also where it is none to be seen yet. */
  Optional<Copy> logged() {
    return copy();
  }

  /** Those in sync who, as far as the one who leads can tell, are silent and to be replaced. */
  Set<MemberId> silent() {
    return Set.of();
  }

  /** Those who are being given a copy and are not counted in yet. */
  Set<MemberId> learning() {
    return Set.of();
  }

  /** What the copy came from the disk with, as long as it is not known whether it is the one. */
  Optional<Standing.Return> returned() {
    return Optional.empty();
  }

  /** A later configuration was decided than any known before; the ground knows it already. */
  abstract Role onConfiguration(Now now, Configuration decided);

  /** Time has passed. */
  void onTick(Now now) {}

  /** Called after everything else that happened in a step: does what has become due. */
  Role settle(Now now) {
    return this;
  }

  /** This node did nothing for so many nanoseconds and may have missed much. */
  void onAwake(long gap) {}

  /** The disk has more of what the log wrote. */
  void onStored(Now now) {}

  /** The register said what it last decided, be it news or not. */
  Role onRegister(Now now, Optional<Configuration> current) {
    return this;
  }

  void onRequest(Now now, Request request) {
    ground.out.refuse(request.token(), Outcome.Reason.NOT_PRIMARY);
  }

  /**
   * The partition should be led here if nobody has it.
   *
   * @param lost the configuration whose members an operator has given up
   */
  Role onClaim(Now now, Optional<Configuration> lost) {
    return this;
  }

  void onRecruit(Now now, MemberId member) {}

  void onDismiss(Now now, MemberId member) {}

  void onHandOver(Now now, MemberId target) {}

  void onMaintain(Now now, Maintenance work) {}

  /** The primary of that epoch asks how far this copy is. */
  void onAnnounce(Now now, MemberId from, long epoch) {}

  void onAppend(Now now, MemberId from, ReplicaMessage.Append append) {
    ignore();
  }

  void onAppended(Now now, MemberId from, ReplicaMessage.Appended appended) {
    ignore();
  }

  void onRejected(Now now, MemberId from, ReplicaMessage.Rejected rejected) {}

  void onAskLease(Now now, MemberId from, ReplicaMessage.AskLease ask) {
    ignore();
  }

  void onGrant(Now now, MemberId from, ReplicaMessage.Grant grant) {
    ignore();
  }

  Role onCatchUp(Now now, MemberId from, ReplicaMessage.CatchUp step) {
    ignore();
    return this;
  }

  void onCaughtUp(Now now, MemberId from, ReplicaMessage.CaughtUp caughtUp) {
    ignore();
  }

  final void ignore() {
    ground.out.count(Counter.IGNORED);
  }
}
