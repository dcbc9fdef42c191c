package io.aitta.multijvm.campaign.fault;

import io.aitta.multijvm.process.JvmNode;
import io.aitta.multijvm.process.TestProcess;
import java.time.Duration;
import java.util.List;

/** Asks a node to leave, and starts it again once it has. */
public record Leave() implements Fault, Blow {
  @Override
  public String name() {
    return "leave and return";
  }

  @Override
  public String label() {
    return "leave";
  }

  @Override
  public List<Duration> strike(Field field) {
    of(field.any(), field);
    return List.of();
  }

  static void of(JvmNode node, Field field) {
    field.leave(node);
    field.bringBack(node);
    field.awaitGreen();
  }

  @Override
  public Runnable begin(Field field, JvmNode node) {
    TestProcess leaving = node.process();
    field.doors().close(node.url());
    leaving.terminate();
    return () -> {
      leaving.awaitExit();
      field.bringBackEnded();
    };
  }
}
