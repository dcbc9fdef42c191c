package io.aitta.routing;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import io.aitta.link.Link;
import io.aitta.protocol.Message;
import io.aitta.protocol.Request;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.pekko.actor.Address;

/** A link that brings nothing anywhere: it keeps what was sent, and the test answers. */
public final class TestingLink implements Link {
  private final List<Sending> sendings = new CopyOnWriteArrayList<>();
  private volatile boolean full;

  /** One message on its way. */
  public record Sending(Address to, Message message) {
    Request request() {
      return (Request) message;
    }
  }

  public void full(boolean now) {
    full = now;
  }

  public List<Sending> sendings() {
    return sendings;
  }

  /** The sending of that number, from 0, for which it waits a bounded time. */
  public Sending sending(int number) {
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .atMost(60, SECONDS)
        .until(() -> sendings.size() > number);
    return sendings.get(number);
  }

  @Override
  public boolean send(Address node, Message message) {
    if (!full) {
      sendings.add(new Sending(node, message));
    }
    return !full;
  }
}
