/**
 * REST over the {@link io.aitta.gateway.Gateway}: paths, headers, bodies and problem documents. The
 * only room that knows HTTP; it knows nothing of the cluster but its ports.
 */
package io.aitta.http;
