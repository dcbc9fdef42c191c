/** The REST contract, sentence by sentence, against every node of a cluster of three JVMs. */
package io.aitta.multijvm.contract;
