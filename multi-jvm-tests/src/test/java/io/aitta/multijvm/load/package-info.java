/** Real input, loaded into a real cluster. */
package io.aitta.multijvm.load;
