package io.aitta.core.register.simulation;

/** Runs the simulation over many seeds: {@code LongRun [first seed] [how many]}. */
final class LongRun {
  private static final int REPORT_EACH = 10_000;

  private LongRun() {}

  public static void main(String[] arguments) {
    long first = arguments.length > 0 ? Long.parseLong(arguments[0]) : 0;
    long many = arguments.length > 1 ? Long.parseLong(arguments[1]) : 100_000;
    Tally tally = new Tally();
    for (long done = 1; done <= many; done++) {
      tally.add(new Simulation(first + done - 1, Mutation.NONE).run());
      if (done % REPORT_EACH == 0 || done == many) {
        System.out.println(tally);
      }
    }
  }
}
