package io.aitta.core.placement;

import io.aitta.core.replication.configuration.MemberId;
import java.util.Optional;

/** A member in a draft, and what it would have to carry. */
final class Seat {
  private final MemberId id;
  private final boolean heard;
  private final boolean reachable;
  private final boolean leaving;
  private final String host;
  private final String zone;

  /** What it carries as primary, and of copies it holds. */
  private long load;

  private long bytes;

  /**
   * @param view empty of a member that is known from configurations alone
   * @param heard whether the primaries of this node hear it, or most of them
   */
  Seat(MemberId id, Optional<MemberView> view, boolean heard) {
    this.id = id;
    this.heard = heard;
    this.reachable = view.map(MemberView::reachable).orElse(false);
    this.leaving = view.map(MemberView::leaving).orElse(false);
    this.host = view.map(MemberView::host).orElse("");
    this.zone = view.map(MemberView::zone).orElse("");
  }

  MemberId id() {
    return id;
  }

  /** Whether it can be given something. */
  boolean isEligible() {
    return reachable && heard && !leaving;
  }

  boolean isReachable() {
    return reachable;
  }

  boolean isLeaving() {
    return leaving;
  }

  boolean sharesHostWith(Seat other) {
    return !host.isEmpty() && host.equals(other.host);
  }

  boolean sharesZoneWith(Seat other) {
    return !zone.isEmpty() && zone.equals(other.zone);
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
