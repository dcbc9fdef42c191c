package io.aitta.http;

import io.aitta.http.metrics.RequestMetrics;
import java.time.Duration;
import org.apache.pekko.stream.Materializer;

/**
 * What all exchanges share.
 *
 * @param incoming the bytes of requests' bodies that may be held
 * @param outgoing the bytes of responses' bodies that may be held
 * @param bodyTimeout how long a body may take to begin with
 */
record Means(
    Materializer materializer,
    ByteBudget incoming,
    ByteBudget outgoing,
    Duration bodyTimeout,
    RequestMetrics metrics) {}
