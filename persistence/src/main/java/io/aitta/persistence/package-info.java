/**
 * What makes a copy of a partition durable: where a node keeps its events, and whether it keeps
 * any.
 */
package io.aitta.persistence;
