package io.aitta.core.placement;

import io.aitta.core.replication.configuration.MemberId;
import java.util.Optional;

/** A member in a draft, and what it would have to carry. */
final class Seat {
  private final MemberId id;
  private final Optional<MemberView> view;

  /** What it carries as primary, and of copies it holds. */
  private long load;

  private long bytes;

  Seat(MemberId id, Optional<MemberView> view) {
    this.id = id;
    this.view = view;
  }

  MemberId id() {
    return id;
  }

  /** Whether it can be given something. */
  boolean isEligible() {
    return view.map(member -> member.reachable() && !member.leaving()).orElse(false);
  }

  boolean isReachable() {
    return view.map(MemberView::reachable).orElse(false);
  }

  boolean isLeaving() {
    return view.map(MemberView::leaving).orElse(false);
  }

  boolean sharesHostWith(Seat other) {
    return view.isPresent() && view.map(MemberView::host).equals(other.view.map(MemberView::host));
  }

  boolean sharesZoneWith(Seat other) {
    Optional<String> zone = view.map(MemberView::zone).filter(label -> !label.isEmpty());
    return zone.isPresent() && zone.equals(other.view.map(MemberView::zone));
  }

  long load() {
    return load;
  }

  long bytes() {
    return bytes;
  }

  void addLoad(long more) {
    load += more;
  }

  void addBytes(long more) {
    bytes += more;
  }

  @Override
  public String toString() {
    return id.toString();
  }
}
