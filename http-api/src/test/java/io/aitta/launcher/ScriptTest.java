package io.aitta.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The script {@code aitta} in a checkout of its own, with programs that only say what they are
 * told.
 */
final class ScriptTest {
  private static final Path SCRIPT = Path.of("..", "aitta").toAbsolutePath().normalize();
  private static final String JAVA =
      """
      #!/usr/bin/env bash
      if [ "$1" = -version ]; then echo 'openjdk version "%s" 2025-04-15' >&2; exit; fi
      if [ "$1" = -XshowSettings:properties ]; then
        echo "    java.home = $(cd "$(dirname "$0")/.." && pwd)" >&2; exit
      fi
      printf '%%s\\n' "$@"
      """;
  private static final String MAVEN =
      """
      #!/usr/bin/env bash
      echo "mvn $*" >>"$PWD/builds"
      echo "$JAVA_HOME" >"$PWD/java-home-of-maven"
      echo '[INFO] Building Aitta :: cache-actors 1          [2/5]'
      printf '\\033[0m[INFO] Dependencies classpath:\\na.jar:b.jar\\n\\033[0m\\n'
      mkdir -p http-api/target benchmarks/target
      touch http-api/target/http-api-1.jar http-api/target/http-api-1-tests.jar
      touch benchmarks/target/benchmarks-1.jar
      printf 'lib/a.jar|lib/b.jar' >http-api/target/class-path
      """;

  @TempDir Path directory;

  @Test
  void script_isGoodBash() throws Exception {
    assertThat(run(directory, Map.of(), "bash", "-n", SCRIPT.toString()).code()).isZero();
  }

  @Test
  void start_freshCheckout_buildsOnceAndHandsOver() throws Exception {
    Path home = checkout("17.0.15");
    Result first = start(home, Map.of(), home.resolve("aitta"), "node", "--name", "a b");
    assertThat(first.err().lines())
        .containsExactly(
            "aitta: building Aitta (first start only; a few minutes where libraries must be"
                + " fetched)...",
            "aitta: building Aitta :: cache-actors 1 [2/5]");
    assertThat(first.out().lines())
        .containsSubsequence(
            "-cp",
            "%1$s/http-api/target/http-api-1.jar:%1$s/http-api/target/lib/a.jar:%1$s/http-api/target/lib/b.jar:%1$s/benchmarks/target/benchmarks-1.jar"
                .formatted(home),
            "io.aitta.launcher.Main",
            "node",
            "--name",
            "a b");
    Result second = start(home, Map.of(), home.resolve("aitta"), "version");
    assertThat(second.err()).isEmpty();
    assertThat(Files.readAllLines(home.resolve("builds"))).hasSize(1);
  }

  @Test
  void start_changedSource_buildsAgain() throws Exception {
    Path home = checkout("17.0.15");
    start(home, Map.of(), home.resolve("aitta"), "version");
    Path stamp = home.resolve("http-api/target/aitta.stamp");
    Path source = home.resolve("http-api/src/main/A.java");
    modifiedLaterThan(home.resolve("http-api/target/class-path"), source);
    assertThat(stamp).exists();
    assertThat(start(home, Map.of(), home.resolve("aitta"), "version").err())
        .contains("its sources have changed");
    assertThat(Files.readAllLines(home.resolve("builds"))).hasSize(2);
  }

  @Test
  void start_sourceEditedDuringTheBuild_buildsAgain() throws Exception {
    Path home = checkout("17.0.15");
    program(
        home.resolve("bin/mvn"),
        MAVEN
            + "touch -t 203001010000 http-api/src/main/A.java\n"
            + "touch -t 203101010000 http-api/target/class-path\n");
    start(home, Map.of(), home.resolve("aitta"), "version");
    assertThat(start(home, Map.of(), home.resolve("aitta"), "version").err())
        .contains("its sources have changed");
  }

  @Test
  void start_jarOfAModuleMissing_buildsAgain() throws Exception {
    Path home = checkout("17.0.15");
    start(home, Map.of(), home.resolve("aitta"), "version");
    Files.delete(home.resolve("benchmarks/target/benchmarks-1.jar"));
    start(home, Map.of(), home.resolve("aitta"), "version");
    assertThat(home.resolve("benchmarks/target/benchmarks-1.jar")).exists();
  }

  @Test
  void start_buildBrokenOffAfterABuildByHand_buildsAgain() throws Exception {
    Path home = checkout("17.0.15");
    start(home, Map.of(), home.resolve("aitta"), "version");
    Files.delete(home.resolve("http-api/target/aitta.stamp"));
    modifiedLaterThan(
        home.resolve("http-api/target/class-path"), home.resolve("http-api/src/main/A.java"));
    program(
        home.resolve("bin/mvn"),
        MAVEN + "touch -t 203101010000 http-api/target/class-path\nexit 130\n");
    assertThat(start(home, Map.of(), home.resolve("aitta"), "version").code()).isEqualTo(1);
    assertThat(start(home, Map.of(), home.resolve("aitta"), "version").err())
        .contains("its sources have changed");
  }

  @Test
  void start_builtByHand_isNotBuiltAgain() throws Exception {
    Path home = checkout("17.0.15");
    start(home, Map.of(), home.resolve("aitta"), "version");
    Files.delete(home.resolve("http-api/target/aitta.stamp"));
    modifiedLaterThan(home.resolve("pom.xml"), home.resolve("http-api/target/class-path"));
    assertThat(start(home, Map.of(), home.resolve("aitta"), "version").err()).isEmpty();
  }

  @Test
  void start_javaHomeTooOld_mavenBuildsWithTheJavaThatWasFound() throws Exception {
    Path home = checkout("17.0.15");
    Path old = directory.resolve("old");
    Files.createDirectories(old.resolve("bin"));
    program(old.resolve("bin/java"), JAVA.formatted("11.0.2"));
    Map<String, String> environment = Map.of("JAVA_HOME", old.toString());
    assertThat(start(home, environment, home.resolve("aitta"), "version").code()).isZero();
    assertThat(home.resolve("java-home-of-maven")).hasContent(home.toString());
  }

  @Test
  void start_bareRuntime_saysThatAJdkIsNeeded() throws Exception {
    Path home = checkout("17.0.15");
    Files.delete(home.resolve("bin/javac"));
    Result result = start(home, Map.of(), home.resolve("aitta"), "version");
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).contains("building needs a JDK").hasLineCount(1);
  }

  @Test
  void start_throughASymlinkFromAnywhere_findsItsHome() throws Exception {
    Path home = checkout("17.0.15");
    Path elsewhere = Files.createDirectory(directory.resolve("else where"));
    Path link = Files.createSymbolicLink(elsewhere.resolve("a"), home.resolve("aitta"));
    Path linkToLink = Files.createSymbolicLink(elsewhere.resolve("b"), Path.of("a"));
    assertThat(link).isSymbolicLink();
    Result result = start(elsewhere, Map.of("PATH", path(home)), linkToLink, "version");
    assertThat(result.code()).isZero();
    assertThat(result.out()).contains(home + "/http-api/target/http-api-1.jar");
    assertThat(elsewhere.resolve("http-api")).doesNotExist();
  }

  @Test
  void start_javaTooOld_saysWhatToInstall() throws Exception {
    Path home = checkout("11.0.2");
    Result result = start(home, Map.of(), home.resolve("aitta"), "version");
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err())
        .startsWith("aitta: Java 17 or later is needed")
        .contains("is version 11", "install a JDK", "JAVA_HOME")
        .hasLineCount(1);
  }

  @Test
  void start_ancientJava_isUnderstood() throws Exception {
    Path home = checkout("1.8.0_442");
    assertThat(start(home, Map.of(), home.resolve("aitta"), "version").err())
        .contains("is version 8");
  }

  @Test
  void start_optionsOfTheUser_reachANodeButNotTheSupervisor() throws Exception {
    Path home = checkout("17.0.15");
    Map<String, String> environment = Map.of("AITTA_JAVA_OPTS", "-Xmx1g -Da=b");
    assertThat(start(home, environment, home.resolve("aitta"), "node").out().lines())
        .containsSubsequence("@" + home + "/http-api/src/main/jvm/node.options", "-Xmx1g", "-Da=b");
    assertThat(start(home, environment, home.resolve("aitta"), "up").out())
        .doesNotContain("-Xmx1g")
        .contains("-Daitta.node.options=@" + home + "/http-api/src/main/jvm/node.options");
  }

  @Test
  void start_optionsOfTheUser_reachNoLoadAndNoBenchmark() throws Exception {
    Path home = checkout("17.0.15");
    Map<String, String> environment = Map.of("AITTA_JAVA_OPTS", "-XX:+UseG1GC");
    for (String command : List.of("load", "bench")) {
      Result result = start(home, environment, home.resolve("aitta"), command, "--help");
      assertThat(result.out().lines())
          .containsSubsequence("-XX:+UseSerialGC", "-cp", command, "--help")
          .doesNotContain("-XX:+UseG1GC");
    }
  }

  @Test
  void start_archiveOfThisJavaAndBuild_reachesNodesAndTheSupervisor() throws Exception {
    Path home = checkout("17.0.15");
    start(home, Map.of(), home.resolve("aitta"), "version");
    Path archive = Files.writeString(home.resolve("http-api/target/node-17.0.15.jsa"), "");
    Files.writeString(home.resolve("http-api/target/node-21.0.1.jsa"), "");
    modifiedLaterThan(home.resolve("http-api/target/http-api-1.jar"), archive);
    String option = "-XX:SharedArchiveFile=" + archive;
    assertThat(start(home, Map.of(), home.resolve("aitta"), "node").out().lines()).contains(option);
    assertThat(start(home, Map.of(), home.resolve("aitta"), "up").out()).contains(option);
  }

  @Test
  void start_archiveOlderThanAJar_isLeftAside() throws Exception {
    Path home = checkout("17.0.15");
    start(home, Map.of(), home.resolve("aitta"), "version");
    Path archive = Files.writeString(home.resolve("http-api/target/node-17.0.15.jsa"), "");
    modifiedLaterThan(archive, home.resolve("http-api/target/http-api-1.jar"));
    assertThat(start(home, Map.of(), home.resolve("aitta"), "node").out())
        .doesNotContain("SharedArchiveFile");
  }

  @Test
  void start_buildFails_saysSoAndStartsNothing() throws Exception {
    Path home = checkout("17.0.15");
    program(
        home.resolve("bin/mvn"),
        "#!/usr/bin/env bash\necho '[INFO] BUILD FAILURE'\necho '[ERROR] A.java:[1,2] no'\necho '  symbol: x'\nexit 1\n");
    Result result = start(home, Map.of(), home.resolve("aitta"), "version");
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err())
        .contains("[ERROR] A.java:[1,2] no", "  symbol: x", "the build failed")
        .doesNotContain("[INFO]");
    assertThat(result.out()).isEmpty();
  }

  private static void modifiedLaterThan(Path earlier, Path later) throws IOException {
    long millis = Files.getLastModifiedTime(earlier).toMillis() + 5000;
    Files.setLastModifiedTime(later, FileTime.fromMillis(millis));
  }

  private Path checkout(String javaVersion) throws IOException {
    Path home = Files.createDirectory(directory.resolve("check out")).toRealPath();
    Files.createDirectories(home.resolve("http-api/src/main"));
    Files.writeString(home.resolve("http-api/src/main/A.java"), "");
    Files.writeString(home.resolve("pom.xml"), "");
    Files.createDirectory(home.resolve("bin"));
    program(home.resolve("aitta"), Files.readString(SCRIPT));
    program(home.resolve("bin/java"), JAVA.formatted(javaVersion));
    program(home.resolve("bin/javac"), "");
    program(home.resolve("bin/mvn"), MAVEN);
    return home;
  }

  private static void program(Path path, String text) throws IOException {
    Files.writeString(path, text);
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static String path(Path home) {
    return home.resolve("bin") + ":/usr/bin:/bin";
  }

  private Result start(Path from, Map<String, String> environment, Path script, String... arguments)
      throws Exception {
    Path home = directory.resolve("check out").toRealPath();
    Map<String, String> all = new HashMap<>(Map.of("PATH", path(home)));
    all.putAll(environment);
    List<String> command = new ArrayList<>(List.of("bash", script.toString()));
    command.addAll(List.of(arguments));
    return run(from, all, command.toArray(new String[0]));
  }

  private Result run(Path from, Map<String, String> environment, String... command)
      throws Exception {
    Path out = directory.resolve("out");
    Path err = directory.resolve("err");
    ProcessBuilder builder = new ProcessBuilder(command).directory(from.toFile());
    builder.environment().remove("JAVA_HOME");
    builder.environment().putAll(environment);
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Result(
        process.exitValue(), Files.readString(out, UTF_8), Files.readString(err, UTF_8));
  }

  private record Result(int code, String out, String err) {}
}
