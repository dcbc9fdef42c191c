package io.aitta.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Locale;
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
 * Makes the HTTP2-Settings header in the first bytes of a connection unknown, without which no
 * request is an upgrade; a client asks in its first request or not at all. All other bytes pass.
 */
final class UpgradeMask extends GraphStage<FlowShape<ByteString, ByteString>> {
  private static final int LONGEST_HEAD = 8 * 1024;
  private static final String HEADER = "\r\nhttp2-settings:";

  private final Inlet<ByteString> in = Inlet.create("UpgradeMask.in");
  private final Outlet<ByteString> out = Outlet.create("UpgradeMask.out");
  private final FlowShape<ByteString, ByteString> shape = FlowShape.of(in, out);

  @Override
  public FlowShape<ByteString, ByteString> shape() {
    return shape;
  }

  @Override
  public GraphStageLogic createLogic(Attributes attributes) {
    return new Logic();
  }

  /** The bytes, one letter of the header's name changed where it stands in the first head. */
  static ByteString mask(ByteString first) {
    ByteString start = first.take(LONGEST_HEAD);
    String head = new String(start.toArray(), ISO_8859_1).toLowerCase(Locale.ROOT);
    int at = head.indexOf(HEADER);
    int end = head.indexOf("\r\n\r\n");
    if (at < 0 || (end >= 0 && at > end)) {
      return first;
    }
    int letter = at + "\r\n".length();
    return first.take(letter).concat(ByteString.fromString("x")).concat(first.drop(letter + 1));
  }

  private final class Logic extends GraphStageLogic {
    private boolean passedFirst;

    Logic() {
      super(shape);
      setHandler(
          in,
          new AbstractInHandler() {
            @Override
            public void onPush() {
              ByteString bytes = grab(in);
              push(out, passedFirst ? bytes : mask(bytes));
              passedFirst = true;
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
