package io.aitta.catalog;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.aitta.core.catalog.Catalog;
import io.aitta.directory.Routes;
import io.aitta.link.Link;
import io.aitta.protocol.CatalogAck;
import io.aitta.protocol.CatalogPush;
import io.aitta.protocol.NodeStatus;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
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

  private final Routes routes;
  private final Link link;
  private final CatalogShelf shelf;
  private final Consumer<Catalog> onChange;
  private final ScheduledFuture<?> comparing;
  private volatile Catalog current;
  private final Set<Address> learnedFrom = ConcurrentHashMap.newKeySet();
  private volatile boolean synced;

  /** Whether it has learned from others, rather than been the only one. */
  private volatile boolean learned;

  /**
   * Begins to compare at once, with what the shelf has.
   *
   * @param onChange makes the partitions of this node act by a new catalog; called by one thread at
   *     a time, in the order of the changes, before a change is acknowledged; may not block
   */
  public CatalogKeeper(
      Routes routes,
      Link link,
      CatalogShelf shelf,
      Consumer<Catalog> onChange,
      ScheduledExecutorService scheduler) {
    this.routes = routes;
    this.link = link;
    this.shelf = shelf;
    this.current = shelf.kept();
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
   * Whether this node knows what the cluster knew when it came: it has merged the catalog of every
   * member it can reach or had one equal to it, or is the only member. One of them alone would not
   * do: it may have come just now and know nothing itself.
   */
  public boolean hasSynced() {
    return synced;
  }

  /**
   * Whether caches may be made by what this node knows. One that began alone and knows of none has
   * to learn from those who come: they may have kept some, which a new one of the same name voids.
   */
  public boolean mayDecide() {
    boolean alone = othersOf(routes.reachableMembers()).isEmpty();
    return synced && (alone || learned || !current.equals(Catalog.EMPTY));
  }

  /** Takes the catalog of another node and acknowledges it where that is wanted. */
  public void onPush(Address from, CatalogPush push) {
    CompletionStage<Void> kept = merge(push.catalog());
    if (push.number() == NO_ACK) {
      learnedFrom.add(from);
      noteSynced(routes.reachableMembers());
    } else {
      // An acknowledgement that finds no room, or that was not earned, is asked for again.
      kept.thenRun(() -> link.send(from, new CatalogAck(push.number())));
    }
  }

  /** Stops comparing. */
  @Override
  public void close() {
    comparing.cancel(false);
  }

  /**
   * Takes in what another catalog knows; the partitions act by it when this returns.
   *
   * @return done once this node keeps it all, beyond its process where it keeps anything; failed
   *     where it cannot now
   */
  synchronized CompletionStage<Void> merge(Catalog other) {
    Catalog merged = current.merge(other);
    if (!merged.equals(current)) {
      current = merged;
      onChange.accept(merged);
    }
    return shelf.keep(merged);
  }

  /** Pushes this catalog to those who tell of another one. */
  void compare() {
    try {
      compareWith(routes.reachableMembers());
    } catch (RuntimeException e) {
      // The next round may find the directory or the link in order again.
      LOG.warn("Could not compare the catalog with those of the other members", e);
    }
  }

  private void compareWith(Set<Address> members) {
    // What could not be kept is tried again; what was is not written once more.
    CompletionStage<Void> unused = shelf.keep(current);
    learnedFrom.retainAll(members);
    Map<Address, NodeStatus> statuses = routes.statuses();
    long digest = current.digest();
    for (Address member : othersOf(members)) {
      NodeStatus status = statuses.get(member);
      if (status != null) {
        compareWith(member, status.catalogDigest() == digest);
      }
    }
    noteSynced(members);
  }

  private void compareWith(Address member, boolean equal) {
    if (equal) {
      learnedFrom.add(member);
    } else if (synced || !current.equals(Catalog.EMPTY)) {
      // A node that knows nothing yet has nothing to teach.
      link.send(member, new CatalogPush(NO_ACK, current));
    }
  }

  /** Members that have said nothing of themselves may not run Aitta yet; one at least must have. */
  private void noteSynced(Set<Address> members) {
    Set<Address> others = othersOf(members);
    Set<Address> speaking = new HashSet<>(others);
    speaking.retainAll(routes.statuses().keySet());
    if (learnedFrom.containsAll(speaking) && routes.hasQuorum()) {
      learned |= !learnedFrom.isEmpty();
      synced |= learned || others.isEmpty();
    }
  }

  private Set<Address> othersOf(Set<Address> members) {
    Set<Address> others = new HashSet<>(members);
    others.remove(routes.self());
    return others;
  }
}
