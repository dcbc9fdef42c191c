package io.aitta.routing.sending;

import io.aitta.directory.Leader;

/** Where a question is on its way. */
sealed interface State {
  /**
   * Nobody was asked, or whoever was asked did nothing.
   *
   * @param notBefore when it may be sent, unless a leader changes earlier
   */
  record Waiting(long notBefore) implements State {}

  /**
   * It was sent and no answer came yet.
   *
   * @param id the number it was sent under
   * @param resendAt when it is sent again if it may be
   */
  record Sent(long id, Leader to, long resendAt) implements State {}

  /** Its one outcome was given. */
  record Done() implements State {}
}
