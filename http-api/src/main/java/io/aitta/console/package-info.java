/** How commands talk with the person who runs them: streams, colours, sentences. */
package io.aitta.console;
