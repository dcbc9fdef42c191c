/**
 * What a partition answers: one sealed family per kind of question, every expected outcome a named
 * case. Failures of the cluster are not here: see {@code io.aitta.gateway}.
 */
package io.aitta.core.reply;
