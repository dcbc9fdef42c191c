package io.aitta.multijvm.process;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The processes that are running on behalf of this JVM; killed with it when it exits. */
final class Leftovers {
  private static final Set<ProcessHandle> RUNNING = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> RUNNING.forEach(Leftovers::killTree), "leftovers"));
  }

  private Leftovers() {}

  /** Takes a process into care. */
  static void watch(ProcessHandle process) {
    RUNNING.add(process);
    process.onExit().thenRun(() -> RUNNING.remove(process));
  }

  /** Kills a process and whatever it has started, at once. */
  static void killTree(ProcessHandle process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
