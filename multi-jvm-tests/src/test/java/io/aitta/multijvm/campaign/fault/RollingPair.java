package io.aitta.multijvm.campaign.fault;

import io.aitta.multijvm.process.JvmNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A rolling restart in which another node is struck each time that one leaves. */
record RollingPair(Blow second, int mostMillisBetween) implements Fault {
  @Override
  public String name() {
    return "rolling " + each().name();
  }

  @Override
  public List<Duration> strike(Field field) {
    List<Duration> outages = new ArrayList<>();
    for (JvmNode node : field.alive()) {
      outages.addAll(each().strike(field, node));
    }
    return outages;
  }

  private Together each() {
    return new Together(new Leave(), Aim.OTHER, second, mostMillisBetween);
  }
}
