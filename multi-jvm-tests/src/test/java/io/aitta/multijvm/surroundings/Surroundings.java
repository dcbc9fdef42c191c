package io.aitta.multijvm.surroundings;

import io.aitta.multijvm.process.Place;

/** What the nodes of a cluster run in: made before them, removed after them. */
public interface Surroundings extends AutoCloseable {
  /** Where a node runs, counted from 0. */
  Place place(int node);

  /**
   * These, or the part of them that is of that kind.
   *
   * @throws ClassCastException when there is none
   */
  default <T extends Surroundings> T as(Class<T> kind) {
    return kind.cast(this);
  }

  @Override
  void close();
}
