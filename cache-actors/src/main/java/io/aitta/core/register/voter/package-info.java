/**
 * The voting side of the configuration register: what a voter remembers, when it promises, accepts,
 * seals or refuses. Nothing here knows who asks; time plays no part.
 */
package io.aitta.core.register.voter;
