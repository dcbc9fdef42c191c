/** Which caches there are and how each is configured: the state that every node keeps. */
package io.aitta.core.catalog;
