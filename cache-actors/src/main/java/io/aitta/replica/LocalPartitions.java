package io.aitta.replica;

import io.aitta.protocol.Request;
import io.aitta.protocol.Response;
import java.util.Map;
import java.util.function.Consumer;

/** The partitions that this node leads. Thread-safe; never blocks. */
public interface LocalPartitions {
  /**
   * Gives a request to the partition, which answers exactly once, on any thread; where this node
   * does not lead it, the answer says so at once.
   */
  void deliver(Request request, Consumer<Response> replyTo);

  /** The partitions led here, each with its epoch. */
  Map<Integer, Long> leads();

  /**
   * Says that the node's catalog is another one now. Operations that are delivered after it returns
   * find it; what it makes superfluous is dropped soon.
   */
  void catalogChanged();
}
