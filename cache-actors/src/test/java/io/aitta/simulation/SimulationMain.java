package io.aitta.simulation;

/**
 * Runs many seeds: {@code SimulationMain <first seed> <how many> [trace]}. Ends with the first that
 * fails.
 */
final class SimulationMain {
  private SimulationMain() {}

  public static void main(String[] arguments) {
    long first = Long.parseLong(arguments[0]);
    long count = Long.parseLong(arguments[1]);
    boolean traced = arguments.length > 2;
    long started = System.nanoTime();
    Totals totals = new Totals();
    for (long seed = first; seed < first + count; seed++) {
      try {
        totals.add(Simulation.run(Plan.of(seed), traced));
      } catch (RuntimeException failure) {
        throw new IllegalStateException("seed " + seed + " failed: " + failure, failure);
      }
      if ((seed - first + 1) % 1000 == 0 || seed == first + count - 1) {
        System.out.printf(
            "%d seeds, %s, %d s%n",
            seed - first + 1, totals, (System.nanoTime() - started) / 1_000_000_000);
      }
    }
  }
}
