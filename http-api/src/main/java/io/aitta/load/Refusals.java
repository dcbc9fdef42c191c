package io.aitta.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aitta.load.CacheClient.Answer;

/** Says why the cluster has refused something, from its problem document. */
final class Refusals {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Refusals() {}

  static String of(Answer<String> answer) {
    if (answer.status() == 0) {
      return "the cluster does not answer";
    }
    try {
      String detail = JSON.readTree(answer.body()).path("detail").asText();
      return "the cluster answers " + answer.status() + (detail.isEmpty() ? "" : ": " + detail);
    } catch (JsonProcessingException e) {
      return "the cluster answers " + answer.status();
    }
  }
}
