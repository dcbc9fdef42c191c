/** The words of the configuration register: ballots, values, voters and their generations. */
package io.aitta.core.register.model;
