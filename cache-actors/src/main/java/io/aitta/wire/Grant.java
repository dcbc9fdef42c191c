package io.aitta.wire;

import static java.util.Objects.requireNonNull;

/**
 * The receiver of a transfer has so much of it and may be sent more.
 *
 * @param received how many bytes from the beginning on; all of them: the message is whole
 */
public record Grant(TransferId transfer, int received) implements Frame {
  public Grant {
    requireNonNull(transfer, "transfer is null");
  }
}
