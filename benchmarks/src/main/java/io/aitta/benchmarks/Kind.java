package io.aitta.benchmarks;

/** What a request does. */
enum Kind {
  GET(200, 404),
  PUT(201, 204),
  DELETE(204, 404),
  INCREMENT(200, 200),
  BATCH(200, 200);

  private final int expected;
  private final int alsoExpected;

  Kind(int expected, int alsoExpected) {
    this.expected = expected;
    this.alsoExpected = alsoExpected;
  }

  /** Whether a server that works may answer so. */
  boolean expects(int status) {
    return status == expected || status == alsoExpected;
  }
}
