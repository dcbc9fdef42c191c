package io.aitta.http;

import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.FlowShape;
import org.apache.pekko.stream.Inlet;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.stage.AbstractInHandler;
import org.apache.pekko.stream.stage.AbstractOutHandler;
import org.apache.pekko.stream.stage.GraphStage;
import org.apache.pekko.stream.stage.GraphStageLogic;
import org.apache.pekko.util.ByteString;

/**
 * Cuts a client's bytes where many lines come at once: Pekko HTTP's parser calls itself for every
 * request in a piece, so that some hundred small ones would overflow a thread's stack.
 */
final class ShortPieces extends GraphStage<FlowShape<ByteString, ByteString>> {
  /** The most line ends of a piece; a request has two at least. */
  static final int LINES = 64;

  private static final byte NEWLINE = '\n';

  private final Inlet<ByteString> in = Inlet.create("ShortPieces.in");
  private final Outlet<ByteString> out = Outlet.create("ShortPieces.out");
  private final FlowShape<ByteString, ByteString> shape = FlowShape.of(in, out);

  @Override
  public FlowShape<ByteString, ByteString> shape() {
    return shape;
  }

  @Override
  public GraphStageLogic createLogic(Attributes attributes) {
    return new Logic();
  }

  /** The same bytes in the same order, each piece with {@link #LINES} ends of lines at most. */
  static List<ByteString> of(ByteString whole) {
    List<ByteString> pieces = new ArrayList<>(1);
    int from = 0;
    int lines = 0;
    for (int end = whole.indexOf(NEWLINE, 0); end >= 0; end = whole.indexOf(NEWLINE, end + 1)) {
      lines++;
      if (lines == LINES) {
        pieces.add(whole.slice(from, end + 1));
        from = end + 1;
        lines = 0;
      }
    }
    if (from < whole.size() || pieces.isEmpty()) {
      pieces.add(whole.drop(from));
    }
    return pieces;
  }

  private final class Logic extends GraphStageLogic {
    Logic() {
      super(shape);
      setHandler(
          in,
          new AbstractInHandler() {
            @Override
            public void onPush() {
              emitMultiple(out, of(grab(in)).iterator());
            }
          });
      setHandler(
          out,
          new AbstractOutHandler() {
            @Override
            public void onPull() {
              pull(in);
            }
          });
    }
  }
}
