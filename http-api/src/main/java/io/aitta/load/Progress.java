package io.aitta.load;

import io.aitta.console.Terminal;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Shows how far a command is, while it runs: a bar on a terminal, else a plain line now and then.
 * It asks on a thread of its own.
 */
public final class Progress implements AutoCloseable {
  private static final Duration BAR_INTERVAL = Duration.ofMillis(250);

  private final Terminal terminal;
  private final String task;
  private final long total;
  private final LongSupplier position;
  private final Supplier<String> brief;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;

  /**
   * Begins to show.
   *
   * @param task what is done
   * @param total where it ends
   * @param position where it is
   * @param brief what to say besides
   * @param lineInterval the time between plain lines
   */
  public Progress(
      Terminal terminal,
      String task,
      long total,
      LongSupplier position,
      Supplier<String> brief,
      Duration lineInterval) {
    this.terminal = terminal;
    this.task = task;
    this.total = total;
    this.position = position;
    this.brief = brief;
    this.thread =
        new Thread(terminal.errIsTerminal() ? this::bar : () -> lines(lineInterval), "progress");
    thread.setDaemon(true);
    thread.start();
  }

  /** Shows the end, and no more. */
  @Override
  public void close() {
    closed.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void bar() {
    try (ProgressBar bar =
        new ProgressBarBuilder()
            .setTaskName(task)
            .setInitialMax(total)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis((int) BAR_INTERVAL.toMillis())
            .continuousUpdate()
            .setConsumer(new ConsoleProgressBarConsumer(terminal.err(), terminal.width() - 1))
            .hideEta()
            .build()) {
      do {
        bar.stepTo(position.getAsLong());
        bar.setExtraMessage(" " + brief.get());
      } while (!closedWithin(BAR_INTERVAL));
      bar.stepTo(position.getAsLong());
      bar.setExtraMessage(" " + brief.get());
    }
  }

  private void lines(Duration interval) {
    while (!closedWithin(interval)) {
      terminal
          .err()
          .println(
              String.format(
                  Locale.ROOT,
                  "%s: %.0f %%, %s",
                  task,
                  100.0 * position.getAsLong() / Math.max(1, total),
                  brief.get()));
    }
  }

  private boolean closedWithin(Duration interval) {
    try {
      return closed.await(interval.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
