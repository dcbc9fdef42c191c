package io.aitta.core.reply;

import io.aitta.core.model.Entry;
import java.util.Optional;

/** What was found under a key. */
public sealed interface Lookup extends Reply {
  /** The entry, if there was one. */
  Optional<Entry> entry();

  /**
   * There was an entry.
   *
   * @param endsInMillis how long until its time to live ends, counted at the answer; {@link
   *     LifetimeReply#LIVES_ON} without one
   * @param size how many bytes its value has; the value itself is left empty where only the head
   *     was asked for
   */
  record Hit(Entry found, long endsInMillis, long size) implements Lookup {
    @Override
    public Optional<Entry> entry() {
      return Optional.of(found);
    }
  }

  /** There was none. */
  record Miss() implements Lookup {
    @Override
    public Optional<Entry> entry() {
      return Optional.empty();
    }
  }
}
