package io.aitta.multijvm.campaign.fault;

import io.aitta.multijvm.process.JvmNode;
import java.time.Duration;
import java.util.List;

/** Kills a node in the moment in which another comes back and begins to be given copies. */
public record KillOnReturn() implements Fault {
  @Override
  public String name() {
    return "return of one, kill of another";
  }

  @Override
  public List<Duration> strike(Field field) {
    JvmNode returning = field.any();
    field.leave(returning);
    field.awaitGreen();
    field.bringBack(returning);
    List<Duration> outages = Kill.of(field.anyBut(returning::equals), field);
    field.awaitGreen();
    return outages;
  }
}
