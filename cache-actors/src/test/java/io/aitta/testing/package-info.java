/**
 * What tests of every module stand on: a cache in memory, a clock to set, the gateway's contract.
 */
package io.aitta.testing;
