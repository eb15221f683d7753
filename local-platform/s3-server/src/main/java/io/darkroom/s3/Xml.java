package io.darkroom.s3;

import java.util.function.Consumer;

/// Writes XML documents of the S3 namespace.
final class Xml {

    private static final String NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";

    private final StringBuilder out = new StringBuilder();

    private Xml() {}

    static Xml document(String name, Consumer<Xml> content) {
        Xml xml = new Xml();
        xml.out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        xml.out.append('<').append(name);
        if (!name.equals("Error")) {
            xml.out.append(" xmlns=\"").append(NAMESPACE).append('"');
        }
        xml.out.append('>');
        content.accept(xml);
        xml.out.append("</").append(name).append('>');
        return xml;
    }

    Xml element(String name, Consumer<Xml> content) {
        out.append('<').append(name).append('>');
        content.accept(this);
        out.append("</").append(name).append('>');
        return this;
    }

    Xml text(String name, Object value) {
        return element(name, xml -> xml.escape(value.toString()));
    }

    private void escape(String text) {
        for (int position = 0; position < text.length(); position++) {
            char character = text.charAt(position);
            switch (character) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                default -> {
                    if (character < ' ') {
                        out.append("&#").append((int) character).append(';');
                    } else {
                        out.append(character);
                    }
                }
            }
        }
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
