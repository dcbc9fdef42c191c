package io.aitta.core.replication.journal;

import io.aitta.core.model.Version;
import io.aitta.core.replication.catchup.CatchUpItem;
import io.aitta.core.replication.configuration.MemberId;
import io.aitta.core.replication.history.Change;
import io.aitta.core.replication.history.Copy;
import java.util.Set;

/** Of a node that keeps nothing: all there is to be stored is stored. */
public final class NoLog implements CopyLog {
  private final MemberId self;

  public NoLog(MemberId self) {
    this.self = self;
  }

  @Override
  public void stepBegins(long nanos) {}

  @Override
  public void take(CatchUpItem item) {}

  @Override
  public void keep(Change change, boolean awaited) {}

  @Override
  public void goOn(RestoredCopy restored) {
    throw new IllegalStateException("a node that keeps nothing has restored a copy");
  }

  @Override
  public void countedIn() {}

  @Override
  public void drop() {}

  @Override
  public void look(Copy copy, long at) {}

  @Override
  public void stored(long number) {}

  @Override
  public void failed() {}

  @Override
  public Version stored(Version head) {
    return head;
  }

  @Override
  public boolean isOwned() {
    return true;
  }

  @Override
  public boolean isSettled() {
    return true;
  }

  @Override
  public boolean isBehind() {
    return false;
  }

  @Override
  public boolean isStalled() {
    return false;
  }

  @Override
  public boolean isStuck() {
    return false;
  }

  @Override
  public Set<MemberId> lives() {
    return Set.of(self);
  }
}
