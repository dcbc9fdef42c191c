package io.aitta.http;

import java.util.concurrent.atomic.LongAdder;
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
 * Lets a client's bytes by, and ends its connection where {@link FrameHeads} does not take them.
 */
final class FrameGuard extends GraphStage<FlowShape<ByteString, ByteString>> {
  /** How many connections were ended. */
  static final LongAdder ENDED = new LongAdder();

  private final Inlet<ByteString> in = Inlet.create("FrameGuard.in");
  private final Outlet<ByteString> out = Outlet.create("FrameGuard.out");
  private final FlowShape<ByteString, ByteString> shape = FlowShape.of(in, out);

  @Override
  public FlowShape<ByteString, ByteString> shape() {
    return shape;
  }

  @Override
  public GraphStageLogic createLogic(Attributes attributes) {
    return new Logic();
  }

  private final class Logic extends GraphStageLogic {
    private final FrameHeads heads = new FrameHeads();

    Logic() {
      super(shape);
      setHandler(
          in,
          new AbstractInHandler() {
            @Override
            public void onPush() {
              ByteString bytes = grab(in);
              if (heads.accepts(bytes)) {
                push(out, bytes);
              } else {
                ENDED.increment();
                completeStage();
              }
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
