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
 * What a client sends, on its way to Pekko HTTP, which could not stand all of it: the first head
 * asks for no upgrade, see {@link FirstHead}, many lines come in {@link ShortPieces}, and a
 * connection ends whose frames {@link FrameHeads} does not take.
 */
final class ClientBytes extends GraphStage<FlowShape<ByteString, ByteString>> {
  /** How many connections were ended. */
  static final LongAdder ENDED = new LongAdder();

  private final Inlet<ByteString> in = Inlet.create("ClientBytes.in");
  private final Outlet<ByteString> out = Outlet.create("ClientBytes.out");
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
    private final FirstHead firstHead = new FirstHead();
    private final FrameHeads frameHeads = new FrameHeads();

    Logic() {
      super(shape);
      setHandler(
          in,
          new AbstractInHandler() {
            @Override
            public void onPush() {
              ByteString bytes = firstHead.mask(grab(in));
              if (frameHeads.accepts(bytes)) {
                emitMultiple(out, ShortPieces.of(bytes).iterator());
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
