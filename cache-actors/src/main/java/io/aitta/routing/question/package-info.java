/**
 * What is asked of the leaders of partitions: what to send so that it is done once, how answers
 * read, and the sentences of failures.
 */
package io.aitta.routing.question;
