package io.aitta.http;

import java.net.http.HttpResponse;

final class OpenApiContract {
  private OpenApiContract() {}

  static void check(String method, String path, HttpResponse<byte[]> response) {}
}
