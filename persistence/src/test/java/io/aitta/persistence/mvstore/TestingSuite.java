package io.aitta.persistence.mvstore;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.scalatest.Args;
import org.scalatest.Reporter;
import org.scalatest.Suite;
import org.scalatest.events.Event;
import org.scalatest.events.SuiteAborted;
import org.scalatest.events.TestCanceled;
import org.scalatest.events.TestFailed;
import org.scalatest.events.TestIgnored;
import org.scalatest.events.TestPending;
import org.scalatest.events.TestSucceeded;
import scala.Option;

/** Runs a suite of ScalaTest once, and shows each of its tests as one of JUnit's. */
final class TestingSuite implements Reporter {
  private final List<DynamicTest> tests = new ArrayList<>();
  private int succeeded;

  /**
   * Runs it.
   *
   * @param expected how many tests it has to have, all of which have to succeed
   */
  static Stream<DynamicTest> run(Suite suite, int expected) {
    TestingSuite reporter = new TestingSuite();
    suite
        .run(
            Option.empty(),
            Args.apply(
                reporter,
                Args.apply$default$2(),
                Args.apply$default$3(),
                Args.apply$default$4(),
                Args.apply$default$5(),
                Args.apply$default$6(),
                Args.apply$default$7(),
                Args.apply$default$8(),
                Args.apply$default$9(),
                Args.apply$default$10()))
        .waitUntilCompleted();
    return reporter.results(expected);
  }

  private synchronized Stream<DynamicTest> results(int expected) {
    tests.add(
        DynamicTest.dynamicTest(
            "all " + expected + " tests succeeded",
            () -> org.assertj.core.api.Assertions.assertThat(succeeded).isEqualTo(expected)));
    return List.copyOf(tests).stream();
  }

  @Override
  public synchronized void apply(Event event) {
    if (event instanceof TestSucceeded test) {
      succeeded++;
      tests.add(DynamicTest.dynamicTest(test.testName(), () -> {}));
    } else if (event instanceof TestFailed test) {
      fail(test.testName(), test.message(), test.throwable());
    } else if (event instanceof TestCanceled test) {
      fail(test.testName(), "cancelled: " + test.message(), test.throwable());
    } else if (event instanceof TestPending test) {
      fail(test.testName(), "pending", Option.empty());
    } else if (event instanceof TestIgnored test) {
      fail(test.testName(), "ignored", Option.empty());
    } else if (event instanceof SuiteAborted suite) {
      fail(suite.suiteName(), "aborted: " + suite.message(), suite.throwable());
    }
  }

  private void fail(String name, String message, Option<Throwable> cause) {
    tests.add(
        DynamicTest.dynamicTest(
            name,
            () -> {
              throw new AssertionError(message, cause.isEmpty() ? null : cause.get());
            }));
  }
}
