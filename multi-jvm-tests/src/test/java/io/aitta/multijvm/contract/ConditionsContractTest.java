package io.aitta.multijvm.contract;

import static io.aitta.multijvm.http.Uris.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.aitta.multijvm.http.Answer;
import org.junit.jupiter.api.Test;

/** "Entries": preconditions, as RFC 9110 §13 means them. */
final class ConditionsContractTest extends ContractTest {
  private static final String PAST = "Mon, 01 Jan 2001 00:00:00 GMT";
  private static final String FUTURE = "Fri, 01 Jan 2100 00:00:00 GMT";

  @Test
  void getIfNoneMatch_saysNotModifiedOrAnswers() {
    String etag = store("k", "v");
    for (String same : new String[] {etag, "W/" + etag, "*", OTHER_ETAG + ", " + etag}) {
      Answer unchanged = there.get(entry(cache, "k"), "If-None-Match", same).is(304);
      assertThat(unchanged.body()).isEmpty();
      assertThat(unchanged.etag()).isEqualTo(etag);
      there.head(entry(cache, "k"), "If-None-Match", same).is(304);
    }
    for (String other : new String[] {OTHER_ETAG, "W/\"x\"", "\"a\",\"b\" , \"c\"", "\"\""}) {
      assertThat(there.get(entry(cache, "k"), "If-None-Match", other).is(200).text())
          .isEqualTo("v");
    }
  }

  @Test
  void getIfMatch_answersThatVersionOnly() {
    String etag = store("k", "v");
    for (String same : new String[] {etag, "*", OTHER_ETAG + "," + etag}) {
      there.get(entry(cache, "k"), "If-Match", same).is(200);
    }
    for (String other : new String[] {OTHER_ETAG, "W/" + etag}) {
      Answer failed = there.get(entry(cache, "k"), "If-Match", other);
      assertFailed(failed, etag);
      there.head(entry(cache, "k"), "If-Match", other).is(412);
    }
  }

  @Test
  void conditionOnSeveralLines_isOneList() {
    String etag = store("k", "v");
    there.get(entry(cache, "k"), "If-Match", OTHER_ETAG, "If-Match", etag).is(200);
    there.get(entry(cache, "k"), "If-None-Match", OTHER_ETAG, "If-None-Match", etag).is(304);
  }

  @Test
  void bothConditionsOfARead_areCheckedInOrder() {
    String etag = store("k", "v");
    there.get(entry(cache, "k"), "If-Match", etag, "If-None-Match", etag).is(304);
    there.get(entry(cache, "k"), "If-Match", OTHER_ETAG, "If-None-Match", etag).is(412);
    there.get(entry(cache, "k"), "If-Match", etag, "If-None-Match", OTHER_ETAG).is(200);
  }

  @Test
  void dateConditionsOfARead_areChecked() {
    String etag = store("k", "v");
    String modified = here.get(entry(cache, "k")).only("Last-Modified");
    there.get(entry(cache, "k"), "If-Modified-Since", modified).is(304);
    there.get(entry(cache, "k"), "If-Modified-Since", PAST).is(200);
    there.get(entry(cache, "k"), "If-Unmodified-Since", modified).is(200);
    there.get(entry(cache, "k"), "If-Unmodified-Since", PAST).isProblem(412, "precondition-failed");
    there
        .get(entry(cache, "k"), "If-None-Match", OTHER_ETAG, "If-Modified-Since", modified)
        .is(200);
    there.get(entry(cache, "k"), "If-Match", etag, "If-Unmodified-Since", PAST).is(200);
  }

  @Test
  void putIfNoneMatchAny_storesOnlyWhatIsAbsent() {
    String etag = here.put(entry(cache, "k"), "a", "If-None-Match", "*").is(201).etag();
    assertFailed(there.put(entry(cache, "k"), "b", "If-None-Match", "*"), etag);
    assertUnchanged(etag, "a");
  }

  @Test
  void putIfMatchAny_replacesOnlyWhatIsPresent() {
    Answer absent = here.put(entry(cache, "k"), "a", "If-Match", "*");
    assertThat(absent.isProblem(412, "precondition-failed").header("ETag")).isEmpty();
    store("k", "a");
    String etag = there.put(entry(cache, "k"), "b", "If-Match", "*").is(204).etag();
    assertUnchanged(etag, "b");
  }

  @Test
  void putIfMatch_replacesThatVersionOnly() {
    String first = store("k", "a");
    String second = there.put(entry(cache, "k"), "b", "If-Match", first).is(204).etag();
    assertFailed(here.put(entry(cache, "k"), "c", "If-Match", first), second);
    assertFailed(here.put(entry(cache, "k"), "c", "If-Match", "W/" + second), second);
    assertFailed(here.put(entry(cache, "k"), "c", "If-Match", OTHER_ETAG), second);
    assertUnchanged(second, "b");
    here.put(entry(cache, "k"), "c", "If-Match", first + ", " + second).is(204);
  }

  @Test
  void putIfNoneMatch_replacesEveryOtherVersion() {
    String etag = here.put(entry(cache, "k"), "a", "If-None-Match", OTHER_ETAG).is(201).etag();
    assertFailed(there.put(entry(cache, "k"), "b", "If-None-Match", etag), etag);
    assertFailed(there.put(entry(cache, "k"), "b", "If-None-Match", "W/" + etag), etag);
    assertFailed(there.put(entry(cache, "k"), "b", "If-None-Match", "\"x\"," + etag), etag);
    assertUnchanged(etag, "a");
    there.put(entry(cache, "k"), "b", "If-None-Match", OTHER_ETAG).is(204);
  }

  @Test
  void bothConditionsOfAPut_mustHold() {
    String etag = store("k", "a");
    assertFailed(here.put(entry(cache, "k"), "b", "If-Match", etag, "If-None-Match", "*"), etag);
    assertFailed(
        here.put(entry(cache, "k"), "b", "If-Match", OTHER_ETAG, "If-None-Match", "\"x\""), etag);
    assertUnchanged(etag, "a");
    here.put(entry(cache, "k"), "b", "If-Match", etag, "If-None-Match", OTHER_ETAG).is(204);
  }

  @Test
  void dateConditionOfAWrite_holdsForWhatIsAsOld() {
    String etag = store("k", "a");
    assertFailed(there.put(entry(cache, "k"), "b", "If-Unmodified-Since", PAST), etag);
    assertFailed(there.delete(entry(cache, "k"), "If-Unmodified-Since", PAST), etag);
    here.put(entry(cache, "k"), "b", "If-Unmodified-Since", "soon")
        .isProblem(400, "invalid-condition");
    assertUnchanged(etag, "a");
    String modified = here.get(entry(cache, "k")).only("Last-Modified");
    here.put(entry(cache, "k"), "b", "If-Unmodified-Since", modified).is(204);
    here.put(entry(cache, "new"), "a", "If-Unmodified-Since", PAST).is(201);
    here.put(entry(cache, "k"), "c", "If-Modified-Since", FUTURE).is(204);
    here.delete(entry(cache, "k"), "If-Unmodified-Since", FUTURE).is(204);
  }

  @Test
  void deleteIfMatch_removesThatVersionOnly() {
    String first = store("k", "a");
    String second = store("k", "b");
    assertFailed(there.delete(entry(cache, "k"), "If-Match", first), second);
    assertFailed(there.delete(entry(cache, "k"), "If-Match", "W/" + second), second);
    assertFailed(there.delete(entry(cache, "k"), "If-None-Match", second), second);
    assertFailed(there.delete(entry(cache, "k"), "If-None-Match", "*"), second);
    assertUnchanged(second, "b");
    there.delete(entry(cache, "k"), "If-Match", second).is(204);
    store("k", "c");
    there.delete(entry(cache, "k"), "If-Match", "*").is(204);
  }

  @Test
  void conditionOfAnotherKeysVersion_fails() {
    String other = store("other", "v");
    String etag = store("k", "a");
    assertFailed(here.put(entry(cache, "k"), "b", "If-Match", other), etag);
  }

  private void assertFailed(Answer answer, String currentEtag) {
    answer.isProblem(412, "precondition-failed");
    assertThat(answer.etag()).isEqualTo(currentEtag);
    assertThat(answer.json().path("currentEtag").asText()).isEqualTo(currentEtag);
  }

  private void assertUnchanged(String etag, String text) {
    Answer read = there.get(entry(cache, "k")).is(200);
    assertThat(read.etag()).isEqualTo(etag);
    assertThat(read.text()).isEqualTo(text);
  }
}
