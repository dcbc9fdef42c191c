package io.aitta.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.RuntimeJsonMappingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.aitta.console.OperatorException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads a table with a header as puts: one column is the key, another, or the whole row, the value.
 */
final class CsvReader implements Operations {
  private static final CsvMapper CSV =
      CsvMapper.builder().enable(CsvParser.Feature.WRAP_AS_ARRAY).build();
  private static final String BYTE_ORDER_MARK = "\ufeff";

  private final MappingIterator<String[]> rows;
  private final BadLines badLines;
  private final List<String> header;
  private final int keyColumn;
  private final Optional<Integer> valueColumn;

  /**
   * Reads the header.
   *
   * @throws OperatorException when there is none, or a column is not in it
   */
  CsvReader(
      InputStream in,
      char separator,
      Optional<String> keyColumn,
      Optional<String> valueColumn,
      BadLines badLines)
      throws IOException {
    CsvSchema schema = CsvSchema.emptySchema().withColumnSeparator(separator);
    this.rows =
        CSV.readerFor(String[].class).with(schema).readValues(new InputStreamReader(in, UTF_8));
    this.badLines = badLines;
    this.header = header();
    this.keyColumn = keyColumn.map(this::column).orElse(0);
    this.valueColumn = valueColumn.map(this::column).or(this::onlyOther);
  }

  @Override
  public Optional<Operation> next() throws IOException {
    while (true) {
      long line = rows.getCurrentLocation().getLineNr();
      try {
        if (!rows.hasNextValue()) {
          return Optional.empty();
        }
        Optional<Operation> operation = operation(line, rows.nextValue());
        if (operation.isPresent()) {
          return operation;
        }
      } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
        badLines.add(line, "no row of a table: " + e.getOriginalMessage());
      }
    }
  }

  private List<String> header() throws IOException {
    try {
      if (rows.hasNextValue()) {
        String[] names = rows.nextValue();
        names[0] = names[0].replace(BYTE_ORDER_MARK, "");
        return List.of(names);
      }
    } catch (RuntimeJsonMappingException e) {
      throw new OperatorException("the header of the table cannot be read: " + e.getMessage(), e);
    }
    throw new OperatorException("the table is empty; its first line names the columns");
  }

  private int column(String name) {
    int column = header.indexOf(name);
    if (column < 0) {
      throw new OperatorException(
          "there is no column \"" + name + "\"; the table has " + String.join(", ", header));
    }
    return column;
  }

  private Optional<Integer> onlyOther() {
    return header.size() == 2 ? Optional.of(1 - keyColumn) : Optional.empty();
  }

  private Optional<Operation> operation(long line, String[] row) {
    if (row.length != header.size()) {
      if (row.length > 1 || !row[0].isBlank()) {
        badLines.add(line, row.length + " columns where the header has " + header.size());
      }
      return Optional.empty();
    }
    ObjectNode put = CSV.createObjectNode();
    put.put("op", "put").put("key", row[keyColumn]);
    valueColumn.ifPresentOrElse(column -> put.put("value", row[column]), () -> putRow(put, row));
    return Optional.of(new Operation(line, row[keyColumn], put.toString()));
  }

  private void putRow(ObjectNode put, String[] row) {
    ObjectNode value = CSV.createObjectNode();
    for (int i = 0; i < row.length; i++) {
      value.put(header.get(i), row[i]);
    }
    put.put("value", value.toString()).put("contentType", "application/json");
  }

  @Override
  public String toString() {
    return "table of " + Arrays.toString(header.toArray());
  }
}
