package io.aitta.routing.question;

import io.aitta.core.model.CacheName;
import io.aitta.gateway.CacheException;
import io.aitta.gateway.CacheNotFoundException;
import io.aitta.gateway.ListingInterruptedException;
import io.aitta.gateway.NameTakenException;
import io.aitta.gateway.NoQuorumException;
import io.aitta.gateway.OutcomeUnknownException;
import io.aitta.gateway.OverloadedException;
import io.aitta.gateway.TooLargeException;
import io.aitta.gateway.UnavailableException;
import io.aitta.link.Undelivered;
import org.apache.pekko.actor.Address;

/** The sentences of what can go wrong on the road. */
public final class Failures {
  private Failures() {}

  public static CacheException cacheNotFound(CacheName cache) {
    return new CacheNotFoundException("there is no cache '" + cache + "'");
  }

  public static CacheException tooManyUnderWay(int requests, long bytes) {
    return new OverloadedException(
        "this node has "
            + requests
            + " requests of "
            + bytes
            + " bytes under way and takes no more now; nothing was done: try again after a pause");
  }

  public static CacheException tooLarge(CacheName cache, long bytes, long most) {
    return new TooLargeException(
        "cache '"
            + cache
            + "': the entry has "
            + bytes
            + " bytes and "
            + most
            + " may cross between nodes; nothing was done: store a smaller value, or raise"
            + " aitta.link.max-message-bytes on all nodes");
  }

  public static CacheException changeTooLarge(String subject) {
    return new TooLargeException(
        subject
            + ": the write, with the old value if it answers with that, has more bytes than may cross"
            + " between nodes; nothing was done: read and write apart, store a smaller value, or"
            + " raise aitta.link.max-message-bytes on all nodes");
  }

  public static CacheException notSent(String subject, Address node, Undelivered why) {
    return switch (why) {
      case NO_ROOM ->
          new OverloadedException(
              subject
                  + ": too much is on its way to "
                  + node
                  + " already; nothing was done: try again after a pause");
      case TOO_LARGE ->
          new TooLargeException(
              subject
                  + ": the message is larger than "
                  + node
                  + " takes; nothing was done: set aitta.link.max-message-bytes alike on all nodes");
      case INCOMPLETE ->
          new UnavailableException(
              subject + ": the message to " + node + " got stuck; nothing was done: try again");
      case UNREADABLE ->
          new UnavailableException(
              subject
                  + ": "
                  + node
                  + " could not read the message; nothing was done: try again, and where that does"
                  + " not help compare the versions of both nodes");
    };
  }

  public static CacheException inDoubt(String subject) {
    return new OutcomeUnknownException(
        subject
            + ": its leader could not see the write through, and no other told what became of it in"
            + " time; it may have happened or not: read before writing again");
  }

  public static CacheException forgotten(String subject) {
    return new OutcomeUnknownException(
        subject
            + ": the write was asked for before, so long ago that its answer may have been"
            + " forgotten; it was not done again and may have happened then or not: read before"
            + " writing again");
  }

  public static CacheException nameTaken(String subject) {
    return new NameTakenException(
        subject
            + ": the name of this write was given to another write before; nothing was done: give"
            + " each write a name of its own, and the same one only to what is asked again as it"
            + " was");
  }

  public static CacheException tooFewCopies(String subject) {
    return new UnavailableException(
        subject
            + ": it has fewer copies than writes are to have; nothing was done: try again once"
            + " nodes have come back and the copies are complete");
  }

  public static CacheException leaderAlone(String subject) {
    return new NoQuorumException(
        subject
            + ": its leader has not heard of the other copies of late and may be cut off; nothing"
            + " was done: try again");
  }

  public static CacheException answerUnsent(String subject, boolean write) {
    String lost = subject + ": the answer found no room on its way back; ";
    return write
        ? new OutcomeUnknownException(
            lost + "the write may have happened or not: read before writing again")
        : new OverloadedException(lost + "try again after a pause, or ask for less at once");
  }

  public static CacheException leaderOverloaded(String subject) {
    return new OverloadedException(
        subject
            + ": its leader has too much to do, or knows as many names of writes as it may;"
            + " nothing was done: try again after a pause");
  }

  public static CacheException unreachable(String subject) {
    return new UnavailableException(
        subject + ": no leader answered in time; nothing was done: try again");
  }

  public static CacheException tooLate(String subject) {
    return new UnavailableException(
        subject + ": its leader did not come to it in time; nothing was done: try again");
  }

  public static CacheException unsupported(String subject) {
    return new UnavailableException(
        subject
            + ": its leader runs another version of Aitta that does not know the operation;"
            + " nothing was done: finish the upgrade");
  }

  public static CacheException fault(String subject, boolean write) {
    String fault = subject + ": its leader met a fault of its own and has logged it; ";
    return write
        ? new OutcomeUnknownException(
            fault + "the write may have happened or not: read before writing again")
        : new UnavailableException(fault + "try again, and report the log");
  }

  public static CacheException unusableAnswer(String subject, boolean write) {
    String fault =
        subject + ": its leader's answer is none to the question, this node has logged it; ";
    return write
        ? new OutcomeUnknownException(
            fault + "the write may have happened or not: read before writing again")
        : new UnavailableException(
            fault + "compare the versions of both nodes, and report the log");
  }

  public static CacheException stopping() {
    return new UnavailableException("this node stops; nothing was done: ask another one");
  }

  public static CacheException noQuorum(String subject) {
    return new NoQuorumException(
        subject
            + ": this node does not see a majority of the cluster; nothing was done: try again,"
            + " best on another node");
  }

  public static CacheException unanswered(String subject, Address node) {
    return new OutcomeUnknownException(
        subject
            + ": the write was sent, last to "
            + node
            + ", and no answer came in time; it may have happened or not: read before writing again");
  }

  public static CacheException changeUnconfirmed(CacheName cache) {
    return new OutcomeUnknownException(
        "the change of cache '"
            + cache
            + "' was not confirmed by all nodes in time; it may hold or not: asking again is safe");
  }

  public static CacheException catalogNotHere() {
    return new UnavailableException(
        "this node has just started and has not heard yet which caches there are: try again, or"
            + " ask another one");
  }

  public static CacheException catalogFull(CacheName cache) {
    return new OverloadedException(
        "cache '" + cache + "' was not made: there are as many caches as may be; drop some first");
  }

  public static CacheException partlyInvalidated(
      CacheName cache, long removed, CacheException cause) {
    return new OutcomeUnknownException(
        "the invalidation of cache '"
            + cache
            + "' ended early after at least "
            + removed
            + " entries; asking again is safe ("
            + cause.getMessage()
            + ")");
  }

  public static CacheException listingInterrupted(CacheName cache, int partition) {
    return new ListingInterruptedException(
        "partition "
            + partition
            + " of cache '"
            + cache
            + "' got another leader in the middle of the listing: begin it again");
  }

  public static CacheException foreignCursor(int partition, int partitions) {
    return new ListingInterruptedException(
        "the cursor names partition "
            + partition
            + " and this cluster has "
            + partitions
            + ": begin the listing again");
  }
}
