/** Load runs against a cluster over REST: what is asked, at which pace, and how it went. */
package io.aitta.benchmarks;
