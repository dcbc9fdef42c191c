package io.aitta.join;

import static java.util.Objects.requireNonNull;

import org.apache.pekko.actor.CoordinatedShutdown;

/**
 * The reason of a node that stops since a part of it has failed which it cannot do without. Its
 * exit code is set by the name of this class, in {@code aitta-node.conf}.
 *
 * @param sentence what is wrong and what to do
 */
public record CannotGoOn(String sentence) implements CoordinatedShutdown.Reason {
  public CannotGoOn {
    requireNonNull(sentence, "sentence is null");
  }
}
