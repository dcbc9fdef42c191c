package io.aitta.node;

import java.util.concurrent.CountDownLatch;

/** A Java process that does nothing until it is killed. */
final class TestingSleeper {
  private TestingSleeper() {}

  public static void main(String[] arguments) throws InterruptedException {
    new CountDownLatch(1).await();
  }
}
