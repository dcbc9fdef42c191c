package io.aitta;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of Aitta, as the build wrote it down. */
public final class BuildVersion {
  private static final String RESOURCE = "/aitta-version.properties";

  private BuildVersion() {}

  /** For example {@code 0.1.0-SNAPSHOT}. */
  public static String current() {
    try (InputStream in = BuildVersion.class.getResourceAsStream(RESOURCE)) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + RESOURCE, e);
    }
  }
}
