package io.darkroom.upload.intake;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Tells Tomcat what Spring Boot has no setting for.
@Configuration(proxyBeanMethods = false)
class TomcatConfiguration {

    // Nobody sends any, but each connection has room for so many bytes of headers after a body in chunks.
    private static final int TRAILER_BYTES = 256;
    private static final int SOCKET_WRITE_BYTES = 4 * 1024;

    // `100 Continue` means that the body is wanted: who is refused by its headers alone need not send it.
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> continueWhenRead() {
        return factory ->
                factory.addConnectorCustomizers(connector -> connector.setProperty("continueResponseTiming", "onRead"));
    }

    // Thousands of listeners have a connection each. The buffers that uploads are read by stay as large as they are.
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> smallBuffers() {
        return factory -> {
            factory.setProtocol(SmallAnswersProtocol.class.getName());
            factory.addConnectorCustomizers(connector -> {
                connector.setProperty("socket.appWriteBufSize", Integer.toString(SOCKET_WRITE_BYTES));
                connector.setProperty("maxTrailerSize", Integer.toString(TRAILER_BYTES));
            });
        };
    }
}
