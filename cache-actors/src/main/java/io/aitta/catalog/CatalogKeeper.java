package io.aitta.catalog;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.aitta.core.catalog.Catalog;
import io.aitta.directory.Directory;
import io.aitta.link.Link;
import io.aitta.protocol.CatalogAck;
import io.aitta.protocol.CatalogPush;
import io.aitta.protocol.NodeStatus;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.function.Consumer;
import org.apache.pekko.actor.Address;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This node's copy of the catalog. It only ever merges, so copies that were pushed to each other
 * agree. A member whose status tells of another catalog gets this one, twice a second until they
 * agree. Thread-safe.
 */
public final class CatalogKeeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CatalogKeeper.class);
  private static final int COMPARE_MILLIS = 500;
  private static final long NO_ACK = 0;

  private final Directory directory;
  private final Link link;
  private final Consumer<Catalog> onChange;
  private final ScheduledFuture<?> comparing;
  private volatile Catalog current = Catalog.EMPTY;
  private volatile boolean synced;

  /**
   * Begins to compare at once.
   *
   * @param onChange makes the partitions of this node act by a new catalog; called by one thread at
   *     a time, in the order of the changes, before a change is acknowledged; may not block
   */
  public CatalogKeeper(
      Directory directory,
      Link link,
      Consumer<Catalog> onChange,
      ScheduledExecutorService scheduler) {
    this.directory = directory;
    this.link = link;
    this.onChange = onChange;
    comparing =
        scheduler.scheduleWithFixedDelay(
            this::compare, COMPARE_MILLIS, COMPARE_MILLIS, MILLISECONDS);
  }

  /** The catalog as this node knows it. Never blocks. */
  public Catalog current() {
    return current;
  }

  /**
   * Whether this node knows what the cluster knew when it came: it has merged another member's
   * catalog, has one equal to it, or is the only member.
   */
  public boolean hasSynced() {
    return synced;
  }

  /** Takes the catalog of another node and acknowledges it where that is wanted. */
  public void onPush(Address from, CatalogPush push) {
    merge(push.catalog());
    if (push.number() == NO_ACK) {
      synced = true;
    } else {
      // An acknowledgement that finds no room is asked for again.
      link.send(from, new CatalogAck(push.number()));
    }
  }

  /** Stops comparing. */
  @Override
  public void close() {
    comparing.cancel(false);
  }

  /** Takes in what another catalog knows; the partitions act by it when this returns. */
  synchronized void merge(Catalog other) {
    Catalog merged = current.merge(other);
    if (!merged.equals(current)) {
      current = merged;
      onChange.accept(merged);
    }
  }

  private void compare() {
    try {
      compareWith(directory.reachableMembers());
    } catch (RuntimeException e) {
      // The next round may find the directory or the link in order again.
      LOG.warn("Could not compare the catalog with those of the other members", e);
    }
  }

  private void compareWith(Set<Address> members) {
    if (members.equals(Set.of(directory.self())) && directory.hasQuorum()) {
      synced = true;
    }
    Map<Address, NodeStatus> statuses = directory.statuses();
    long digest = current.digest();
    for (Address member : members) {
      NodeStatus status = statuses.get(member);
      if (status != null && !member.equals(directory.self())) {
        compareWith(member, status.catalogDigest() == digest);
      }
    }
  }

  private void compareWith(Address member, boolean equal) {
    if (equal) {
      synced = true;
    } else {
      link.send(member, new CatalogPush(NO_ACK, current));
    }
  }
}
