/** What the server measures of itself, for Prometheus. Labels are bounded; keys never are one. */
package io.aitta.http.metrics;
