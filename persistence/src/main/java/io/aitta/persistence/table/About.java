package io.aitta.persistence.table;

import java.nio.ByteBuffer;

/**
 * What a store says about itself.
 *
 * @param store its own number, drawn when it was made
 * @param commit how often it was committed
 * @param logs how many logs it has
 */
record About(long store, long commit, int logs) {
  private static final int FORM = 1;

  byte[] write() {
    ByteBuffer frame = Frame.begin(2 * Integer.BYTES + 2 * Long.BYTES);
    frame.putInt(FORM).putLong(store).putLong(commit).putInt(logs);
    return Frame.seal(frame, Frame.Kind.ABOUT, "", 0);
  }

  static About read(byte[] bytes) {
    ByteBuffer frame = Frame.open(bytes, Frame.Kind.ABOUT, "", 0);
    int form = frame.getInt();
    if (form != FORM) {
      throw new StoreFailedException(
          "it has form " + form + ", and this version reads form " + FORM, null);
    }
    return new About(frame.getLong(), frame.getLong(), frame.getInt());
  }
}
