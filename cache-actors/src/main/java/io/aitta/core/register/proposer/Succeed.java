package io.aitta.core.register.proposer;

import io.aitta.core.register.model.Accepted;
import io.aitta.core.register.model.Generation;
import io.aitta.core.register.model.RegisterValue;
import java.util.Optional;

/** Names the generation that comes next, unless another has been named. */
record Succeed(Generation next) implements Change {
  @Override
  public int key() {
    return Generation.SUCCESSOR_KEY;
  }

  @Override
  public Optional<RegisterValue> next(Optional<Accepted> latest) {
    return latest.flatMap(Accepted::value).or(() -> Optional.of(next.toValue()));
  }
}
