package io.aitta.register;

import io.aitta.core.register.model.Generation;
import io.aitta.directory.NodeDirectory;
import io.aitta.protocol.VoterNotice;
import io.aitta.voter.VoterStore;
import java.util.Optional;
import java.util.UUID;

/**
 * What a node's part in the register says of itself: to all members by the node's status, and to
 * whoever looks on this node. Written by one thread, read by any.
 */
final class Announcement {
  private final NodeDirectory directory;
  private volatile RegisterView view;

  /** Says at once which voter lives here. */
  Announcement(NodeDirectory directory, VoterStore store) {
    UUID storage = store.self().voter().storage();
    this.directory = directory;
    this.view =
        new RegisterView(
            store.self().voter(), Optional.empty(), Optional.empty(), Optional.empty());
    directory.announce(said -> said.votingAs(new VoterNotice(storage, false, store.former())));
  }

  RegisterView view() {
    return view;
  }

  void entered(Generation active) {
    view =
        new RegisterView(view.self(), Optional.of(active), view.steppedBack(), view.standstill());
    directory.announce(said -> said.knowing(active));
  }

  void steppedBack(String reason, VoterNotice notice) {
    view = new RegisterView(view.self(), view.generation(), Optional.of(reason), view.standstill());
    directory.announce(said -> said.votingAs(notice));
  }

  void standsStill(Optional<Standstill> standstill) {
    view = new RegisterView(view.self(), view.generation(), view.steppedBack(), standstill);
  }
}
