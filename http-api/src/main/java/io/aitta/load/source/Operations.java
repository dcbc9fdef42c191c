package io.aitta.load.source;

import java.io.IOException;
import java.util.Optional;

/** Reads a file as operations of a batch. What makes no sense is noted as undone. */
@FunctionalInterface
public interface Operations {
  /** The next operation; empty at the end of the file. */
  Optional<Operation> next() throws IOException;
}
