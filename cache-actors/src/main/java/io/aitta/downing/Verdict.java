package io.aitta.downing;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Set;
import org.apache.pekko.cluster.UniqueAddress;

/** What is to be done about broken links. */
sealed interface Verdict {
  /** Nothing by this node now: no link is broken for long enough, or another node acts. */
  record Nothing() implements Verdict {}

  /**
   * Nothing, until links are whole again or this node learns that it was removed.
   *
   * @param why a sentence for people
   */
  record Wait(String why) implements Verdict {
    public Wait {
      requireNonNull(why, "why is null");
    }
  }

  /**
   * This node has others removed.
   *
   * @param gone who has to go
   * @param part the full members that go on, this node first
   */
  record LetGo(Set<UniqueAddress> gone, List<UniqueAddress> part) implements Verdict {
    public LetGo {
      gone = Set.copyOf(gone);
      part = List.copyOf(part);
    }
  }
}
