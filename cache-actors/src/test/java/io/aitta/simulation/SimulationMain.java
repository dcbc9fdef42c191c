package io.aitta.simulation;

/** Runs many seeds without a build: {@code SimulationMain <first seed> <how many>}. */
final class SimulationMain {
  private SimulationMain() {}

  public static void main(String[] arguments) {
    new LongRun(Long.parseLong(arguments[0]), Long.parseLong(arguments[1])).run();
  }
}
