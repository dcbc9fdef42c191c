/**
 * Fast and honest news of processes that have ended: who is proven dead, and what follows for the
 * cluster. What counts as proof, and why it is sound, is in {@code docs/death-sensor.md}.
 */
package io.aitta.sensor;
