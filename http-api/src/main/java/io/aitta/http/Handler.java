package io.aitta.http;

import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/**
 * Answers the requests of one route and method. Never blocks. What cannot be answered otherwise is
 * a {@link ProblemException} or a failure of the gateway, thrown or in the stage.
 */
@FunctionalInterface
interface Handler {
  CompletionStage<HttpResponse> handle(Exchange exchange);
}
