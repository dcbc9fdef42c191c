/** The cluster as a load sees it: its nodes, a cache over REST, what may be sent again and when. */
package io.aitta.load.rest;
