/**
 * The one road to the cache: what REST, the embedded API and the tests all call, and the failures
 * it can answer with.
 */
package io.aitta.gateway;
