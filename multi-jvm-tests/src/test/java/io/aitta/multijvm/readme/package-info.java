/** The README, carried out. */
package io.aitta.multijvm.readme;
