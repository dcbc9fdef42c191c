package io.aitta.load;

import java.io.IOException;
import java.util.Optional;

/** Reads a file as operations of a batch. What cannot be read goes to the bad lines. */
@FunctionalInterface
interface Operations {
  /** The next operation; empty at the end of the file. */
  Optional<Operation> next() throws IOException;
}
