package io.aitta.load.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aitta.console.OperatorException;
import io.aitta.load.source.TableLines.Row;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a table with a header as puts: one column is the key, another, or the whole row, the value.
 */
public final class CsvReader implements Operations {
  private final TableLines rows;
  private final BadLines badLines;
  private final List<String> header;
  private final int keyColumn;
  private final Optional<Integer> valueColumn;

  /**
   * Reads the header.
   *
   * @param usualSeparator what stands between cells where the request does not say
   * @throws OperatorException when there is no header that can be used, or a column is not in it
   */
  public CsvReader(InputStream in, char usualSeparator, Table table, BadLines badLines)
      throws IOException {
    this.rows = new TableLines(in, table.separator().orElse(usualSeparator));
    this.badLines = badLines;
    this.header = header();
    requireHeader(table.separator().isPresent());
    this.keyColumn = table.keyColumn().map(this::column).orElse(0);
    this.valueColumn = table.valueColumn().map(this::column).or(this::onlyOther);
    if (this.valueColumn.isEmpty()) {
      requireDistinctNames();
    }
  }

  @Override
  public Optional<Operation> next() throws IOException {
    for (Optional<Row> row = rows.next(); row.isPresent(); row = rows.next()) {
      Optional<Operation> operation = operation(row.get());
      if (operation.isPresent()) {
        return operation;
      }
    }
    return Optional.empty();
  }

  private List<String> header() throws IOException {
    Row first =
        rows.next()
            .orElseThrow(
                () ->
                    new OperatorException("the table is empty; its first line names the columns"));
    first
        .flaw()
        .ifPresent(
            flaw -> {
              throw new OperatorException("the header of the table cannot be read: " + flaw);
            });
    return first.cells();
  }

  private void requireHeader(boolean separatorGiven) {
    String only = header.get(0);
    if (header.size() == 1 && !separatorGiven && only.matches("(?s).*[;\t|].*")) {
      throw new OperatorException(
          "the header of the table is one column, \"%s\"; say what separates columns with --separator"
              .formatted(only));
    }
    if (header.stream().anyMatch(name -> name.indexOf('\r') >= 0)) {
      throw new OperatorException(
          "the header of the table holds a carriage return; convert the ends of its lines to"
              + " line feeds");
    }
  }

  private void requireDistinctNames() {
    Set<String> names = new HashSet<>();
    for (String name : header) {
      if (!names.add(name)) {
        throw ambiguous(name);
      }
    }
  }

  private static OperatorException ambiguous(String name) {
    return new OperatorException(
        "two columns of the table are named \"" + name + "\"; rename one of them");
  }

  private int column(String name) {
    int column = header.indexOf(name);
    if (column < 0) {
      throw new OperatorException(
          "there is no column \"" + name + "\"; the table has " + String.join(", ", header));
    }
    if (column != header.lastIndexOf(name)) {
      throw ambiguous(name);
    }
    return column;
  }

  private Optional<Integer> onlyOther() {
    return header.size() == 2 ? Optional.of(1 - keyColumn) : Optional.empty();
  }

  private Optional<Operation> operation(Row row) {
    if (row.flaw().isPresent()) {
      badLines.add(row.line(), row.flaw().get());
      return Optional.empty();
    }
    List<String> cells = row.cells();
    if (cells.size() == 1 && cells.get(0).isBlank()) {
      return Optional.empty();
    }
    if (cells.size() != header.size()) {
      badLines.add(row.line(), cells.size() + " columns where the header has " + header.size());
      return Optional.empty();
    }
    return Optional.of(put(row.line(), cells));
  }

  private Operation put(long line, List<String> cells) {
    ObjectNode put = JsonNodeFactory.instance.objectNode();
    put.put("op", "put").put("key", cells.get(keyColumn));
    valueColumn.ifPresentOrElse(
        column -> put.put("value", cells.get(column)), () -> putRow(put, cells));
    long bytes = put.path("value").textValue().getBytes(UTF_8).length;
    return new Operation(
        line, cells.get(keyColumn), Operation.Kind.PUT, false, put.toString(), bytes);
  }

  private void putRow(ObjectNode put, List<String> cells) {
    ObjectNode value = put.objectNode();
    for (int i = 0; i < cells.size(); i++) {
      value.put(header.get(i), cells.get(i));
    }
    put.put("value", value.toString()).put("contentType", "application/json");
  }
}
