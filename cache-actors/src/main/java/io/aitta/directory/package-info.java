/** What a node knows of the others: who is there, who leads which partition, who can be reached. */
package io.aitta.directory;
