package io.aitta.load.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Says why the cluster has not done something, from its problem document. */
public final class Refusals {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Refusals() {}

  /** Says it of an answer that is an error. */
  public static String of(Answer<String> answer) {
    if (answer.body() == null) {
      return "the cluster does not answer";
    }
    try {
      return of(answer.status(), JSON.readTree(answer.body()).path("detail").asText());
    } catch (JsonProcessingException e) {
      return of(answer.status(), "");
    }
  }

  /** Says it of a status, with what is told besides, if anything is. */
  public static String of(int status, String detail) {
    if (status <= Answer.LOST) {
      return "the cluster does not answer";
    }
    return "the cluster answers " + status + (detail.isEmpty() ? "" : ": " + detail);
  }
}
