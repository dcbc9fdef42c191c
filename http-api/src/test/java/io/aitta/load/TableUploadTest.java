package io.aitta.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aitta.console.OperatorException;
import io.aitta.load.LoadRequest.Format;
import io.aitta.load.TestingCacheServer.Stored;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables through a load to a cache. */
final class TableUploadTest {
  private static final String TEXT = "text/plain; charset=utf-8";

  @TempDir Path directory;
  private TestingCacheServer server;

  @BeforeEach
  void startServer() throws IOException {
    server = new TestingCacheServer();
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  @Test
  void csv_columnsByName_becomeKeyAndValue() throws Exception {
    TestingLoad load =
        load("name,id,size\r\n\"a, \"\"b\"\"\",1,x\n\u00e4,2,\"two\nlines\"\n\n")
            .columns("id", "name");
    load.run();
    assertThat(server.entries())
        .containsOnlyKeys("1", "2")
        .containsEntry("1", new Stored(TEXT, "a, \"b\""))
        .containsEntry("2", new Stored(TEXT, "\u00e4"));
    assertThat(load.fact("entries")).isEqualTo("2");
    assertThat(load.fact("bytes")).isEqualTo("8");
  }

  @Test
  void csv_badLineAndRefusedEntry_areCountedAndFailTheLoad() throws Exception {
    TestingLoad load = load("id,v\n1,x\ntoo,many,cells\n2,y\nrefused,q\n");
    assertThatThrownBy(load::run)
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("not all of " + directory.resolve("t.csv") + " was loaded")
        .hasMessageContaining("1 bad line(s), 1 refused")
        .hasMessageContaining("--lenient")
        .hasMessageContaining("load those again");
    assertThat(server.entries()).containsOnlyKeys("1", "2");
    assertThat(load.err())
        .contains("line 3: 3 columns where the header has 2", "line 5: the cluster answers 507");
    assertThat(load.fact("bad lines")).isEqualTo("1");
    assertThat(load.fact("refused")).isEqualTo("1");
  }

  @Test
  void csv_lenient_letsBadLinesPassButNotRefusedEntries() throws Exception {
    load("id,v\n1,x\nshort\n").tolerance(Tolerance.LENIENT).run();
    assertThat(server.entries()).containsOnlyKeys("1");
    assertThatThrownBy(load("id,v\nrefused,x\nshort\n").tolerance(Tolerance.LENIENT)::run)
        .hasMessageContaining("1 refused")
        .hasMessageNotContaining("bad line");
  }

  @Test
  void csv_manyColumnsWithoutChoice_storeTheRowAsJson() throws Exception {
    load("id,a,b\n1,x,\"y\"\n").run();
    assertThat(server.entries())
        .containsEntry(
            "1", new Stored("application/json", "{\"id\":\"1\",\"a\":\"x\",\"b\":\"y\"}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "id,a|there is no column \"key\"; the table has id, a",
        "key,key,v|two columns of the table are named \"key\"",
        "key;v|is one column, \"key;v\"; say what separates columns with --separator",
        "\"key|the header of the table cannot be read: a quote",
      })
  void csv_headerThatCannotBeUsed_endsTheLoadBeforeTheCacheIsDropped(String header, String why)
      throws Exception {
    TestingLoad load = load(header + "\n1,x\n").columns("key", "v").fresh();
    assertThatThrownBy(load::run).isInstanceOf(OperatorException.class).hasMessageContaining(why);
    assertThat(server.configurations).isEmpty();
  }

  @Test
  void csv_columnsOfOneNameInAWholeRow_areRefused() throws Exception {
    assertThatThrownBy(load("id,a,a\n1,x,y\n")::run)
        .hasMessageContaining("two columns of the table are named \"a\"");
  }

  @Test
  void csv_separatorGiven_isUsed() throws Exception {
    load("id;v\n1;\"a;b\"\n").separator(';').run();
    assertThat(server.entries()).containsEntry("1", new Stored(TEXT, "a;b"));
  }

  @Test
  void csv_strayQuote_costsItsOwnLineOnly() throws Exception {
    TestingLoad load = load("id,v\n1,\"x\n2,y\n3,z\n").tolerance(Tolerance.LENIENT).run();
    assertThat(server.entries()).containsOnlyKeys("2", "3");
    assertThat(load.err()).contains("line 2: a quote in the row that begins here is not closed");
  }

  @Test
  void csv_strayQuotesThatPairUp_mergeNoRows() throws Exception {
    TestingLoad load = load("id,v\n1,\"x\n2,\"y\n3,z\n").tolerance(Tolerance.LENIENT).run();
    assertThat(server.entries()).containsOnlyKeys("3");
    assertThat(load.err()).contains("line 2: there is text behind", "line 3: a quote");
  }

  @Test
  void tsv_quotes_meanNothing() throws Exception {
    Path table = Files.writeString(directory.resolve("t.tsv"), "id\tv\n1\t\"x\n2\ty \"z\"\n");
    new TestingLoad(table, Format.CSV, server.address()).run();
    assertThat(server.entries())
        .containsEntry("1", new Stored(TEXT, "\"x"))
        .containsEntry("2", new Stored(TEXT, "y \"z\""));
  }

  @Test
  void csv_notUtf8_isABadLine() throws Exception {
    Path table =
        Files.write(
            directory.resolve("t.csv"), "id,v\nJ\u00e4\u00e4,1\nx,2\n".getBytes(ISO_8859_1));
    TestingLoad load = new TestingLoad(table, Format.CSV, server.address());
    assertThatThrownBy(load::run).hasMessageContaining("1 bad line(s)");
    assertThat(server.entries()).containsOnlyKeys("x");
    assertThat(load.err()).contains("line 2: not UTF-8");
  }

  @Test
  void csv_byteOrderMarkBeforeAQuotedHeader_isNoPartOfTheName() throws Exception {
    load("\ufeff\"id\",v\n1,x\n").columns("id", "v").run();
    assertThat(server.entries()).containsOnlyKeys("1");
  }

  private TestingLoad load(String table) throws IOException {
    Path file = Files.writeString(directory.resolve("t.csv"), table);
    return new TestingLoad(file, Format.CSV, server.address(), server.address());
  }
}
