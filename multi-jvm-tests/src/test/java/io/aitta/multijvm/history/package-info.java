/** Histories of calls on keys: kept as files, and judged for whether they are linearizable. */
package io.aitta.multijvm.history;
