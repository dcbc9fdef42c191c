package io.aitta.routing.run;

import io.aitta.core.model.ScanPosition;
import io.aitta.core.operation.ListPage;
import io.aitta.core.reply.Lookup;
import io.aitta.core.reply.PageReply;
import io.aitta.core.reply.Reply;
import io.aitta.directory.Leader;
import io.aitta.gateway.CacheException;
import io.aitta.gateway.ListCursor;
import io.aitta.gateway.ListRequest;
import io.aitta.gateway.Listing;
import io.aitta.routing.question.EntryBound;
import io.aitta.routing.question.Failures;
import io.aitta.routing.question.Receiver;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * A walk over the partitions in their order until a page is full, or half of the time is over: what
 * is selected may be rare, and a page that never gets full could never be answered. The walk
 * through one partition holds only within one epoch of its leader: another leader may know other
 * entries, so that going on could leave some out.
 */
public final class ListingWalk implements Receiver<Reply> {
  private static final long MAX_PAGE_BYTES = 8L * 1024 * 1024;
  private static final long MAX_STEP_BYTES = EntryBound.ROOM_BYTES / 2;
  private static final int MAX_STEP_ENTRIES = 1000;

  private final CacheCall call;
  private final ListRequest request;
  private final int partitions;
  private final BooleanSupplier isLate;
  private final Awaited<Listing> page;
  private final List<Lookup.Hit> entries = new ArrayList<>();
  private ListCursor at;
  private long bytes;

  private ListingWalk(
      CacheCall call,
      ListRequest request,
      int partitions,
      BooleanSupplier isLate,
      Awaited<Listing> page) {
    this.call = call;
    this.request = request;
    this.partitions = partitions;
    this.isLate = isLate;
    this.page = page;
    this.at = request.cursor().orElseGet(() -> new ListCursor(0, Optional.empty()));
  }

  /**
   * Begins where the request says; the answer is a page.
   *
   * @param isLate whether the page should end with what there is
   */
  public static void start(
      CacheCall call,
      ListRequest request,
      int partitions,
      BooleanSupplier isLate,
      Awaited<Listing> page) {
    ListingWalk walk = new ListingWalk(call, request, partitions, isLate, page);
    if (walk.at.partition() < partitions) {
      walk.step();
    } else {
      walk.onFailure(Failures.foreignCursor(walk.at.partition(), partitions));
    }
  }

  private void step() {
    int limit = Math.min(MAX_STEP_ENTRIES, request.limit() - entries.size());
    long maxBytes = Math.min(MAX_STEP_BYTES, MAX_PAGE_BYTES - bytes);
    call.ask(
        at.partition(),
        new ListPage(request.selector(), at.position(), limit, maxBytes, request.withValues()),
        this);
  }

  @Override
  public void onAnswer(Leader by, Reply answer) {
    if (at.position().map(ScanPosition::asOf).filter(v -> v.epoch() != by.epoch()).isPresent()) {
      onFailure(Failures.listingInterrupted(call.cache(), at.partition()));
      return;
    }
    take((PageReply) answer);
    if (at.partition() == partitions) {
      page.succeed(new Listing(entries, Optional.empty()));
    } else if (isFull() || isLate.getAsBoolean()) {
      page.succeed(new Listing(entries, Optional.of(at)));
    } else {
      step();
    }
  }

  @Override
  public void onFailure(CacheException cause) {
    page.fail(cause);
  }

  private boolean isFull() {
    return entries.size() >= request.limit() || bytes >= MAX_PAGE_BYTES;
  }

  private void take(PageReply found) {
    entries.addAll(found.entries());
    for (Lookup.Hit hit : found.entries()) {
      bytes += request.withValues() ? hit.found().bytes() : 0;
    }
    at =
        found.next().isPresent()
            ? new ListCursor(at.partition(), found.next())
            : new ListCursor(at.partition() + 1, Optional.empty());
  }
}
