package io.aitta.persistence.file;

import java.io.IOException;

/** A block of a file is not what was written to it. */
public final class DamagedBlockException extends IOException {
  private static final long serialVersionUID = 1L;

  DamagedBlockException(long block) {
    super("block " + block + " does not have the content that its checksum is of");
  }
}
