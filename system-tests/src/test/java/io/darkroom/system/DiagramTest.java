package io.darkroom.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/// The picture of the architecture, in both looks. `./dev diagram` draws it.
class DiagramTest {

    private static final Path DOCS = Path.of("..", "docs");
    private static final Path BUILD = Path.of("..", "pom.xml");

    private static final List<String> STACKS = List.of(
            "bi", "database", "edge", "identity", "messaging", "network", "observability", "services", "storage");

    @ParameterizedTest
    @ValueSource(strings = {"architecture.svg", "architecture-dark.svg"})
    void showsItsDescriptionAsItIsNow(String picture)
            throws IOException, SAXException, ParserConfigurationException, GeneralSecurityException {
        byte[] description = Files.readAllBytes(DOCS.resolve("diagram", "architecture.json"));
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(description);

        String drawnFrom = read(DOCS.resolve(picture)).getDocumentElement().getAttribute("data-description");

        assertThat(drawnFrom)
                .as("run ./dev diagram")
                .isEqualTo("sha256:" + HexFormat.of().formatHex(hash));
    }

    @ParameterizedTest
    @ValueSource(strings = {"architecture.svg", "architecture-dark.svg"})
    void leavesOutNoServiceAndNoStack(String picture)
            throws IOException, SAXException, ParserConfigurationException, XPathExpressionException {
        List<String> services = values(read(BUILD), "//*[local-name()='module']").stream()
                .filter(module -> module.endsWith("-service"))
                .toList();

        Document drawn = read(DOCS.resolve(picture));

        assertThat(services).isNotEmpty();
        assertThat(values(drawn, "//@id")).containsAll(services).doesNotHaveDuplicates();
        assertThat(values(drawn, "//@data-stack")).containsAll(STACKS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"architecture.svg", "architecture-dark.svg"})
    void needsNothingFromOutside(String picture)
            throws IOException, SAXException, ParserConfigurationException, XPathExpressionException {
        Document drawn = read(DOCS.resolve(picture));

        List<String> ids = values(drawn, "//@id");

        assertThat(values(drawn, "//@href")).isNotEmpty().allMatch(link -> ids.contains(link.substring(1)));
        assertThat(Files.readString(DOCS.resolve(picture))).doesNotContain("@import", "<script", "<image");
    }

    private static Document read(Path file) throws IOException, SAXException, ParserConfigurationException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newNSInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        return factory.newDocumentBuilder().parse(file.toFile());
    }

    private static List<String> values(Document document, String path) throws XPathExpressionException {
        NodeList found =
                (NodeList) XPathFactory.newInstance().newXPath().evaluate(path, document, XPathConstants.NODESET);
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> found.item(i).getTextContent())
                .toList();
    }
}
