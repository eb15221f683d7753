package io.darkroom.stats.report;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotReadableException;

/// Writes tables as CSV (RFC 4180, UTF-8, with a header line).
///
/// Some cells hold what senders wrote. A spreadsheet takes a text that begins with `=`, `+`, `-`, `@`, a tab or a
/// carriage return for a formula and would run it, so such a text gets an apostrophe in front (OWASP, "CSV
/// Injection").
final class CsvConverter extends AbstractHttpMessageConverter<CsvTable> {

    private static final String LINE_END = "\r\n";
    private static final String FORMULA_STARTS = "=+-@\t\r\n";
    private static final Pattern PLAIN = Pattern.compile("[\\w./:-]*");

    CsvConverter() {
        super(StandardCharsets.UTF_8, new MediaType("text", "csv"));
    }

    @Override
    protected boolean supports(Class<?> type) {
        return CsvTable.class.isAssignableFrom(type);
    }

    @Override
    public boolean canRead(Class<?> type, @Nullable MediaType mediaType) {
        return false;
    }

    @Override
    protected CsvTable readInternal(Class<? extends CsvTable> type, HttpInputMessage input) {
        throw new HttpMessageNotReadableException("CSV is written, not read", input);
    }

    @Override
    protected void writeInternal(CsvTable table, HttpOutputMessage output) throws IOException {
        Writer writer = new OutputStreamWriter(output.getBody(), StandardCharsets.UTF_8);
        writer.write(line(table.csvColumns()));
        for (List<@Nullable Object> row : table.csvRows()) {
            writer.write(line(row));
        }
        writer.flush();
    }

    static String line(List<? extends @Nullable Object> cells) {
        return cells.stream().map(CsvConverter::cell).collect(Collectors.joining(",", "", LINE_END));
    }

    private static String cell(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        return value instanceof String text ? quoted(harmless(text)) : value.toString();
    }

    private static String harmless(String text) {
        return !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    // Quoted unless plain: another separator than ours must not end a cell either.
    private static String quoted(String text) {
        return PLAIN.matcher(text).matches() ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
