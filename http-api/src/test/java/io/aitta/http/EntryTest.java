package io.aitta.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Entries: GET, HEAD, PUT, DELETE. */
final class EntryTest {
  private static final String ENTRY = "/v1/caches/users/entries/u1";

  private final RestServer server = RestServer.start();
  private final Rest rest = server.client();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void put_newKey_isCreatedWithLocationAndTag() {
    Rest.Answer put = rest.put(ENTRY, "v", "Content-Type", "text/plain");
    assertThat(put.status()).isEqualTo(201);
    assertThat(put.header("Location")).hasValue(ENTRY);
    assertThat(put.etag()).startsWith("\"").endsWith("\"");
    assertThat(put.bytes()).isEmpty();
    assertThat(rest.get(ENTRY).text()).isEqualTo("v");
  }
}
