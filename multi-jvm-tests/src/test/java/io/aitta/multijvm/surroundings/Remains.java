package io.aitta.multijvm.surroundings;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.stream.Stream;

/** What campaigns have made of namespaces and devices and have not removed yet. */
final class Remains {
  /** Runs a command and returns what it says. */
  @FunctionalInterface
  interface Shell {
    /** Runs it to its end; fails with an {@link IllegalStateException} if it does. */
    String run(String command);
  }

  private final Shell commands;
  private final LongPredicate isGone;
  private final List<IllegalStateException> failures = new ArrayList<>();

  /**
   * @param commands runs {@code ip} and {@code kill}
   * @param isGone whether what the campaign of that pid has made is to be removed
   */
  Remains(Shell commands, LongPredicate isGone) {
    this.commands = commands;
    this.isGone = isGone;
  }

  /**
   * Kills the processes in their namespaces and removes those and the devices.
   *
   * @throws IllegalStateException when any are left then
   */
  void remove() {
    namespaces().forEach(this::killAllIn);
    devices().forEach(device -> attempt("ip link del " + device));
    namespaces().forEach(name -> attempt("ip netns del " + name));
    if (!namespaces().isEmpty() || !devices().isEmpty()) {
      IllegalStateException left =
          new IllegalStateException("left behind: " + namespaces() + ", " + devices());
      failures.forEach(left::addSuppressed);
      throw left;
    }
  }

  private void killAllIn(String namespace) {
    commands
        .run("ip netns pids " + namespace)
        .lines()
        .forEach(pid -> attempt("kill -KILL " + pid.trim()));
  }

  /** What fails may have been done by somebody else, or by the end of a process. */
  private void attempt(String command) {
    try {
      commands.run(command);
    } catch (IllegalStateException failed) {
      failures.add(failed);
    }
  }

  /** Lines such as {@code aitta-4711-0 (id: 2)}. */
  private List<String> namespaces() {
    return ofThese(commands.run("ip netns list").lines().map(line -> line.split(" ", 2)[0]));
  }

  /** Lines such as {@code 7: aitta-4711-0@if2: <BROADCAST,…>}. */
  private List<String> devices() {
    return ofThese(commands.run("ip -o link show").lines().map(line -> line.split("[ :@]+", 3)[1]));
  }

  private List<String> ofThese(Stream<String> names) {
    return names.filter(name -> Names.pidIn(name).filter(isGone::test).isPresent()).toList();
  }
}
