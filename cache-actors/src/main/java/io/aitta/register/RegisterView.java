package io.aitta.register;

import static java.util.Objects.requireNonNull;

import io.aitta.core.register.model.Generation;
import io.aitta.core.register.model.VoterId;
import java.util.Optional;

/**
 * The register as one node sees it.
 *
 * @param self the node's own voter, whether it has a vote or not
 * @param generation the voters that it asks; empty until any are known
 * @param steppedBack why its own voter answers nothing any more, if that is so
 * @param standstill since when nothing can be decided, if that is so for ten seconds
 */
public record RegisterView(
    VoterId self,
    Optional<Generation> generation,
    Optional<String> steppedBack,
    Optional<Standstill> standstill) {
  public RegisterView {
    requireNonNull(self, "self is null");
    requireNonNull(generation, "generation is null");
    requireNonNull(steppedBack, "steppedBack is null");
    requireNonNull(standstill, "standstill is null");
  }
}
