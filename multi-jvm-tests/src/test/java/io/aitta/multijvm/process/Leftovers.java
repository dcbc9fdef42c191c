package io.aitta.multijvm.process;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The processes that this JVM has started; whichever still run are killed when it exits. */
final class Leftovers {
  private static final Set<ProcessHandle> STARTED = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> STARTED.forEach(Leftovers::killTree), "leftovers"));
  }

  private Leftovers() {}

  /** Takes a process into care. */
  static void watch(ProcessHandle process) {
    STARTED.add(process);
  }

  /** Kills a process and whatever it has started, at once. */
  static void killTree(ProcessHandle process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
