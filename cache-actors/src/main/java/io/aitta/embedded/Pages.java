package io.aitta.embedded;

import io.aitta.core.model.Selector;
import io.aitta.core.reply.Lookup;
import io.aitta.gateway.ListCursor;
import io.aitta.gateway.ListRequest;
import io.aitta.gateway.Listing;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Source;

/** A listing as a stream: a page is asked for when the one before it has been taken. */
record Pages(CacheRoad road, Selector selector, boolean withValues, Duration timeout) {
  static final int PAGE_ENTRIES = 1000;

  Source<Lookup.Hit, NotUsed> stream() {
    return Source.unfoldAsync(Place.start(), this::page).mapConcat(entries -> entries);
  }

  private CompletionStage<Optional<Pair<Place, List<Lookup.Hit>>>> page(Place place) {
    if (place.atEnd()) {
      return CompletableFuture.completedStage(Optional.empty());
    }
    ListRequest request = new ListRequest(selector, place.cursor(), PAGE_ENTRIES, withValues);
    return Stages.map(
        road.list(request, timeout),
        listing -> Optional.of(Pair.create(Place.after(listing), listing.entries())));
  }

  /** Where the listing is; at its end when there is no cursor and it is not the start. */
  private record Place(Optional<ListCursor> cursor, boolean atEnd) {
    static Place start() {
      return new Place(Optional.empty(), false);
    }

    static Place after(Listing listing) {
      return new Place(listing.next(), listing.next().isEmpty());
    }
  }
}
