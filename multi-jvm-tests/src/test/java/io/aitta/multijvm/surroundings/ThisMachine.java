package io.aitta.multijvm.surroundings;

import io.aitta.multijvm.process.Place;

/** This machine as it is: nothing is made and nothing can be done to it. */
public record ThisMachine() implements Surroundings {
  @Override
  public Place place(int node) {
    return Place.HERE;
  }

  @Override
  public void close() {}
}
