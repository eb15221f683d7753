package io.darkroom.processor.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.darkroom.processor.api.worker.WorkerProtocolException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartReaderTest {

    private static final String TYPE = "multipart/form-data; boundary=\"xx\"";

    @Test
    void readsPartsWithTheirFileNames() throws Exception {
        MultipartReader parts = reader(
                "preamble\r\n--xx\r\n\r\n{}\r\n--xx\r\ncontent-disposition: form-data; name=a; filename=\"t.jpg\"\r\n"
                        + "Content-Type: image/jpeg\r\n\r\nbytes\r\n--xx--\r\nepilogue");

        assertThat(parts.next()).isTrue();
        assertThat(parts.fileName()).isEmpty();
        assertThat(parts.content().readAllBytes()).asString().isEqualTo("{}");
        assertThat(parts.next()).isTrue();
        assertThat(parts.fileName()).isEqualTo("t.jpg");
        assertThat(parts.content().readAllBytes()).asString().isEqualTo("bytes");
        assertThat(parts.next()).isFalse();
    }

    @Test
    void skipsWhatNobodyReads() throws Exception {
        MultipartReader parts = reader("--xx\r\n\r\nskipped\r\n--xx\r\n\r\nread\r\n--xx--");

        parts.next();
        parts.next();

        assertThat(parts.content().readAllBytes()).asString().isEqualTo("read");
    }

    /// Contents made of the very bytes of which the delimiter is made.
    @Property
    void returnsEveryContentAsItWas(@ForAll("contents") List<String> contents) throws Exception {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (String content : contents) {
            body.writeBytes(("--xx\r\n\r\n" + content + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        }
        body.writeBytes("--xx--".getBytes(StandardCharsets.ISO_8859_1));
        MultipartReader parts = new MultipartReader(new ByteArrayInputStream(body.toByteArray()), TYPE);

        for (String content : contents) {
            assertThat(parts.next()).isTrue();
            assertThat(new String(parts.content().readAllBytes(), StandardCharsets.ISO_8859_1))
                    .isEqualTo(content);
        }
        assertThat(parts.next()).isFalse();
    }

    @Provide
    Arbitrary<List<String>> contents() {
        return Arbitraries.strings()
                .withChars("\r\n-xy")
                .ofMaxLength(40)
                .filter(content -> !("\r\n" + content).contains("\r\n--xx"))
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--xx\r\n\r\ncut", "--xx\r\nheader: cut", "no boundary at all"})
    void saysThatABodyIsCut(String body) {
        assertThatExceptionOfType(Exception.class)
                .isThrownBy(() -> {
                    MultipartReader parts = reader(body);
                    parts.next();
                    parts.content().readAllBytes();
                })
                .isInstanceOfAny(IOException.class, WorkerProtocolException.class);
    }

    @Test
    void refusesATypeWithoutABoundary() {
        assertThatExceptionOfType(WorkerProtocolException.class)
                .isThrownBy(() -> new MultipartReader(new ByteArrayInputStream(new byte[0]), "multipart/mixed"));
    }

    private static MultipartReader reader(String body) throws WorkerProtocolException {
        return new MultipartReader(new ByteArrayInputStream(body.getBytes(StandardCharsets.ISO_8859_1)), TYPE);
    }
}
