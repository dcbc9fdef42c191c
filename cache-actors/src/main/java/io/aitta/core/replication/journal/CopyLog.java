package io.aitta.core.replication.journal;

import io.aitta.core.model.Version;
import io.aitta.core.replication.catchup.CatchUpItem;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.core.replication.history.Copy;
import java.util.Set;

/**
 * What a replica writes to its node's disk of the copy it has, and how far that is there. Used by
 * one thread at a time; it is told the time at the beginning of each step.
 */
public interface CopyLog extends Copy.Keeper {
  /** Before everything: no version there is comes before it. */
  Version NOTHING = new Version(0, 0);

  /** A step begins, at that time by the clock that never goes back. */
  void stepBegins(long nanos);

  /** Takes a step of the copy that is being made here; the first makes what was before void. */
  void take(CatchUpItem item);

  /** Goes on with a copy that came from the disk. */
  void goOn(RestoredCopy restored);

  /** This process is counted in: those that had the copy before it are not, and never will be. */
  void countedIn();

  /** The copy was given up. */
  void drop();

  /** Goes on writing what is to be written without being asked: a bounded part of it. */
  void look(Copy copy, long at);

  /** The disk has all records up to that number. */
  void stored(long number);

  /**
   * The disk lost what it was not said to have: the copy is written once more, when it is whole.
   */
  void failed();

  /**
   * Up to where the copy would come back from the disk, as far as it has to.
   *
   * @param head where it is
   * @return {@link #NOTHING} while it would not come back whole
   */
  Version stored(Version head);

  /** Whether the disk has a whole copy, and says that this process has it. */
  boolean isOwned();

  /** Whether the disk has all that was written. */
  boolean isSettled();

  /** Whether something waits for the disk for longer than may be lost. */
  boolean isBehind();

  /** Whether something waits for the disk for so long that the copy counts as silent. */
  boolean isStalled();

  /** Whether the disk has stored nothing for so long, though something waits for it. */
  boolean isStuck();

  /** The processes that had this copy before, as far as it came from the disk, and this one. */
  Set<MemberId> lives();
}
