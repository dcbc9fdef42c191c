package io.aitta.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aitta.load.LoadRequest.Format;
import io.aitta.load.TestingCacheServer.Stored;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Directories through a load to a cache. */
final class DirectoryUploadTest {
  @TempDir Path directory;
  private TestingCacheServer server;
  private Path root;

  @BeforeEach
  void start() throws IOException {
    server = new TestingCacheServer();
    root = Files.createDirectory(directory.resolve("d"));
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  @Test
  void everyFile_isAnEntryByItsPath() throws Exception {
    Files.createDirectories(root.resolve("sub dir"));
    Files.writeString(root.resolve("a.txt"), "A");
    Files.writeString(root.resolve("sub dir/b+\u00e4.html"), "<p>");
    TestingLoad load = load(root).run();
    assertThat(server.entries())
        .containsOnlyKeys("a.txt", "sub dir/b+\u00e4.html")
        .containsEntry("a.txt", new Stored("text/plain", "A"))
        .containsEntry("sub dir/b+\u00e4.html", new Stored("text/html", "<p>"));
    assertThat(load.fact("bytes")).isEqualTo("4");
  }

  @Test
  void linkToTheDirectory_loadsWhatIsInIt() throws Exception {
    Files.writeString(root.resolve("a"), "A");
    Files.createSymbolicLink(root.resolve("b"), Path.of("a"));
    Path link = Files.createSymbolicLink(directory.resolve("current"), root);
    load(link).run();
    assertThat(server.entries()).containsOnlyKeys("a", "b");
  }

  @Test
  void linksInside_areFollowedToFilesOfTheTreeOnlyAndOthersCounted() throws Exception {
    Path secret = Files.writeString(directory.resolve("secret"), "S");
    Files.writeString(root.resolve("a"), "A");
    Files.createSymbolicLink(root.resolve("same"), Path.of("a"));
    Files.createSymbolicLink(root.resolve("out"), secret);
    Files.createSymbolicLink(root.resolve("circle"), root);
    Files.createSymbolicLink(root.resolve("nowhere"), Path.of("nothing"));
    TestingLoad load = load(root).run();
    assertThat(server.entries()).containsOnlyKeys("a", "same");
    assertThat(load.fact("skipped")).isEqualTo("3");
    assertThat(load.err()).contains("out: a link", "circle: a link", "nowhere: a link");
  }

  @Test
  void folderAndFileThatMayNotBeRead_areBadAndTheRestIsLoaded() throws Exception {
    Path folder = Files.createDirectory(root.resolve("lost+found"));
    Path file = Files.writeString(root.resolve("locked"), "L");
    Files.writeString(root.resolve("a"), "A");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("---------"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
    try {
      if (Files.isReadable(file)) { // The superuser may read everything.
        load(root).run();
        assertThat(server.entries()).containsOnlyKeys("a", "locked");
      } else {
        TestingLoad load = load(root);
        assertThatThrownBy(load::run).hasMessageContaining("2 bad line(s)");
        assertThat(server.entries()).containsOnlyKeys("a");
        assertThat(load.err()).contains("lost+found: may not be read", "locked: may not be read");
      }
    } finally {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void fileWhoseNameIsNoTextInThisLocale_isBad() throws Exception {
    Files.writeString(root.resolve("a\ufffdb"), "A");
    TestingLoad load = load(root);
    assertThatThrownBy(load::run).hasMessageContaining("1 bad line(s)");
    assertThat(load.err()).contains("no text in this locale");
    assertThat(server.entries()).isEmpty();
  }

  @Test
  void fileThatIsRefused_failsTheLoad() throws Exception {
    Files.writeString(root.resolve("a"), "A");
    server.answerLines("a", 413);
    assertThatThrownBy(load(root)::run).hasMessageContaining("1 refused");
  }

  @Test
  void limit_endsTheWalk() throws Exception {
    for (int i = 0; i < 10; i++) {
      Files.writeString(root.resolve("f" + i), "A");
    }
    load(root).limit(4).run();
    assertThat(server.entries()).hasSize(4);
  }

  private TestingLoad load(Path source) {
    return new TestingLoad(source, Format.DIRECTORY, server.address());
  }
}
