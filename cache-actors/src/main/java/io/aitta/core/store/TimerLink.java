package io.aitta.core.store;

/** A link of a ring that a timing wheel keeps; linked to itself alone while it is in none. */
class TimerLink {
  private TimerLink before = this;
  private TimerLink after = this;

  /** The link that follows; this one where it is alone. */
  final TimerLink next() {
    return after;
  }

  final boolean isAlone() {
    return after == this;
  }

  /** Puts a link that is alone at the end of the ring that this link heads. */
  final void append(TimerLink link) {
    link.before = before;
    link.after = this;
    before.after = link;
    before = link;
  }

  /** Takes this link out of its ring, if it is in one. */
  final void unlink() {
    before.after = after;
    after.before = before;
    before = this;
    after = this;
  }

  /** Moves all that follows the other head to the end of the ring that this link heads. */
  final void appendAllOf(TimerLink head) {
    if (head.isAlone()) {
      return;
    }
    before.after = head.after;
    head.after.before = before;
    before = head.before;
    before.after = this;
    head.before = head;
    head.after = head;
  }
}
