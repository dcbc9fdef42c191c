package io.aitta.persistence.copies;

import io.aitta.durability.UnreadableDiskException;
import io.aitta.persistence.PersistenceSettings;
import io.aitta.persistence.PersistenceSettings.Plugins;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.persistence.AbstractPersistentActor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Option;

/**
 * A journal of what a node keeps. When it fails another takes its place, unless what is there
 * cannot be read: reading it once more does not help.
 */
abstract class NodeJournal extends AbstractPersistentActor {
  private static final Logger LOG = LoggerFactory.getLogger(NodeJournal.class);

  private final String id;
  private final String content;

  /**
   * @param id what it is known by to the plugins
   * @param content what is kept in it, for the operator
   */
  NodeJournal(String id, String content) {
    this.id = id;
    this.content = content;
  }

  /** Something waits in the queue. */
  enum Signal {
    WORK
  }

  /** What there is cannot be read, now or later; nothing more comes. */
  abstract void unreadable(UnreadableDiskException fault);

  /** What was being written is not counted as stored. */
  abstract void failed(Throwable cause);

  @Override
  public final String persistenceId() {
    return id;
  }

  /** Asked for before there are any fields. */
  @Override
  public final String journalPluginId() {
    return plugins().journal();
  }

  @Override
  public final String snapshotPluginId() {
    return plugins().snapshotStore();
  }

  private Plugins plugins() {
    return PersistenceSettings.from(getContext().getSystem().settings().config()).plugins();
  }

  /** With an event it is the event that cannot be taken in, else the plugin that cannot read. */
  @Override
  public void onRecoveryFailure(Throwable cause, Option<Object> event) {
    Damage.in(cause, event.isDefined())
        .ifPresentOrElse(
            damage -> {
              unreadable(damage.of(content));
              getContext().stop(getContext().getParent());
            },
            () ->
                LOG.warn(
                    "{} cannot be read now, and is tried again: {}", content, cause.getMessage()));
  }

  @Override
  public final void onPersistFailure(Throwable cause, Object event, long sequenceNumber) {
    failed(cause);
  }

  @Override
  public final void onPersistRejected(Throwable cause, Object event, long sequenceNumber) {
    failed(cause);
    getContext().stop(self());
  }

  /** Has this journal told when something waits; on any thread. */
  final Runnable waking() {
    ActorRef self = self();
    return () -> self.tell(Signal.WORK, ActorRef.noSender());
  }
}
