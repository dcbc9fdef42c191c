package io.aitta.multijvm.surroundings;

import io.aitta.multijvm.process.Place;

/** A network in which each node has a clock of its own as well. */
public record Combined(SettableClocks clocks, Network network) implements Surroundings {
  @Override
  public Place place(int node) {
    return network.place(node).with(clocks.place(node).environment());
  }

  @Override
  public <T extends Surroundings> T as(Class<T> kind) {
    return kind.cast(kind.isInstance(clocks) ? clocks : network);
  }

  @Override
  public void close() {
    network.close();
    clocks.close();
  }
}
