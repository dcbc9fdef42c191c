/**
 * The asking side of the configuration register: reads, changes and new voters, as seen from one
 * node. Driven by inputs with their time; answers with what is to be sent and what was decided.
 */
package io.aitta.core.register.proposer;
