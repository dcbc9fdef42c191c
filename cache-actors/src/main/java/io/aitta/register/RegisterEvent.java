package io.aitta.register;

import io.aitta.core.replication.configuration.MemberId;
import io.aitta.protocol.VoterPost;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.Done;
import org.apache.pekko.actor.Address;

/** What the register's actor hears. */
sealed interface RegisterEvent {
  /** A copy asks. */
  record Asked(Call call) implements RegisterEvent {}

  /** All calls that came before this are to be asked together. */
  record AskTogether() implements RegisterEvent {}

  /** Another node's voter or proposer spoke. */
  record Posted(Address from, VoterPost post) implements RegisterEvent {}

  /** That process has ended for certain. */
  record Died(MemberId member) implements RegisterEvent {}

  /** Somebody waits until the others can do without this node. */
  record Leaving(CompletableFuture<Done> dispensable) implements RegisterEvent {}

  /** It is time to look at the members. */
  record Look() implements RegisterEvent {}

  /** It is time that something under way goes on. */
  record Alarm() implements RegisterEvent {}
}
