package io.aitta.downing;

import static java.util.Objects.requireNonNull;

import io.aitta.directory.Electorate;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.pekko.actor.AbstractExtensionId;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.Extension;

/**
 * Where an actor system's downing learns who votes. Pekko makes the downing before anything of
 * Aitta has been started, so it is told later. Thread-safe.
 */
public final class KnownVoters implements Extension {
  private static final Id ID = new Id();

  private volatile Supplier<Optional<Electorate>> source = Optional::empty;

  private KnownVoters() {}

  /** Those of that actor system. */
  public static KnownVoters of(ActorSystem system) {
    return ID.get(system);
  }

  /**
   * From now on the source says who votes; before, nobody is known.
   *
   * @param voters asked several times a second; it may not block
   */
  public void askedOf(Supplier<Optional<Electorate>> voters) {
    source = requireNonNull(voters, "voters is null");
  }

  Optional<Electorate> now() {
    return source.get();
  }

  private static final class Id extends AbstractExtensionId<KnownVoters> {
    @Override
    public KnownVoters createExtension(ExtendedActorSystem system) {
      return new KnownVoters();
    }
  }
}
