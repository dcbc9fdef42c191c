/**
 * The cluster as its clients see it: its nodes, a cache over REST, what may be sent again and when.
 */
package io.aitta.load.rest;
