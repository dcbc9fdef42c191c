package io.aitta.example;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Where prices come from: slow, and better not asked twice. */
public interface PriceList {
  CompletionStage<Optional<Price>> priceOf(String item);
}
