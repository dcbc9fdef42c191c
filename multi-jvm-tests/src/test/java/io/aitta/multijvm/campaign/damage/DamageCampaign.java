package io.aitta.multijvm.campaign.damage;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.aitta.multijvm.campaign.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.LoggerFactory;

/**
 * Lets a node write, damages what it left again and again, and starts a node on it each time, in
 * this process. Each trial has a random generator of its own, so it does not matter which are run.
 */
public final class DamageCampaign {
  private final DamagePlan plan;
  private final Progress progress;
  private final DamageReport report;
  private final long end;

  private DamageCampaign(DamagePlan plan, Progress progress) {
    this.plan = plan;
    this.progress = progress;
    this.report = new DamageReport(plan.seed(), progress);
    this.end = System.nanoTime() + plan.time().toNanos();
  }

  /** Runs it, until all trials are done or the time is over. */
  public static DamageReport run(DamagePlan plan, Progress progress) {
    Level level = silence(Level.OFF);
    ExecutorService threads = Executors.newFixedThreadPool(plan.parallel());
    try {
      return new DamageCampaign(plan, progress).run(threads);
    } finally {
      threads.shutdownNow();
      silence(level);
    }
  }

  /** What nodes of this process log nobody reads; gives the level that was. */
  private static Level silence(Level level) {
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    Level before = root.getLevel();
    root.setLevel(level);
    return before;
  }

  private DamageReport run(ExecutorService threads) {
    int done = 0;
    while (done < plan.trials() && isTimeLeft()) {
      Random random = new Random(plan.seed() + done);
      WrittenNode written = WrittenNode.write("damage", random);
      int to = Math.min(plan.trials(), done + plan.trialsAWriting());
      tryAll(written, done, to, threads);
      done = to;
      progress.say(report.toString());
    }
    return report;
  }

  private void tryAll(WrittenNode written, int from, int to, ExecutorService threads) {
    List<Callable<Void>> trials = new ArrayList<>();
    for (int trial = from; trial < to; trial++) {
      int number = trial;
      trials.add(() -> tryOne(written, number));
    }
    try {
      for (Future<Void> trial : threads.invokeAll(trials)) {
        trial.get();
      }
    } catch (ExecutionException failed) {
      throw new IllegalStateException("a trial could not be run", failed.getCause());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", stopped);
    }
  }

  private Void tryOne(WrittenNode written, int number) throws InterruptedException {
    if (isTimeLeft()) {
      Path directory = plan.directory().resolve("trial-" + plan.seed() + "-" + number);
      Random random = new Random(plan.seed() * 31 + number);
      try {
        report.add(number, DamageTrial.run(written, plan.only(), directory, random));
      } catch (IOException e) {
        throw new UncheckedIOException("trial " + number, e);
      }
    }
    return null;
  }

  private boolean isTimeLeft() {
    return System.nanoTime() - end < 0;
  }
}
