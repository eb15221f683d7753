package io.darkroom.s3;

import io.darkroom.s3.storage.S3Error;
import io.darkroom.s3.storage.S3Exception;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/// Reads the small XML documents that clients send.
final class XmlInput {

    private static final int LARGEST_BYTES = 2 * 1024 * 1024;

    private XmlInput() {}

    /// Reads a body to its end, so that its signature is checked.
    static byte[] bytes(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(LARGEST_BYTES);
        if (body.read() >= 0) {
            throw new S3Exception(S3Error.MALFORMED_XML, "The document is too long");
        }
        return bytes;
    }

    static Element parse(byte[] document) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new Silence());
            return builder.parse(new ByteArrayInputStream(document)).getDocumentElement();
        } catch (SAXException e) {
            throw new S3Exception(S3Error.MALFORMED_XML, "The XML you provided was not well-formed");
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<Element> children(Element parent, String name) {
        NodeList nodes = parent.getChildNodes();
        return IntStream.range(0, nodes.getLength())
                .mapToObj(nodes::item)
                .filter(node -> node.getNodeType() == Node.ELEMENT_NODE && name.equals(node.getLocalName()))
                .map(Element.class::cast)
                .toList();
    }

    static Optional<String> text(Element parent, String name) {
        return children(parent, name).stream()
                .findFirst()
                .map(child -> child.getTextContent().strip());
    }

    static String requireText(Element parent, String name) {
        return text(parent, name)
                .orElseThrow(() -> new S3Exception(S3Error.MALFORMED_XML, "The element " + name + " is missing"));
    }

    // The default one prints to the log what a client got wrong.
    private static final class Silence implements ErrorHandler {
        @Override
        public void warning(SAXParseException exception) {}

        @Override
        public void error(SAXParseException exception) throws SAXException {
            throw exception;
        }

        @Override
        public void fatalError(SAXParseException exception) throws SAXException {
            throw exception;
        }
    }
}
