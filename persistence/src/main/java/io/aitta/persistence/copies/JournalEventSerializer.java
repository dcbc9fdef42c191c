package io.aitta.persistence.copies;

import org.apache.pekko.serialization.JSerializer;

/** Writes and reads events, which are in their stored form already. */
public final class JournalEventSerializer extends JSerializer {
  /** Is in every journal there is: never changes. */
  private static final int ID = 4118;

  @Override
  public int identifier() {
    return ID;
  }

  @Override
  public boolean includeManifest() {
    return false;
  }

  @Override
  public byte[] toBinary(Object event) {
    return ((JournalEvent) event).bytes();
  }

  @Override
  public Object fromBinaryJava(byte[] bytes, Class<?> manifest) {
    return new JournalEvent(bytes);
  }
}
